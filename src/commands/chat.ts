import { z } from 'zod';
import { defineCommand } from './command.ts';

/** The bot in the terminal: the same commands, cards and votes as on the chat platforms. */
export const chat = defineCommand({
  name: 'chat',
  summary: 'chat',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: false,
  input: z.object({}),
  run: () => ({ kind: 'chat', needsPerson: false }),
});
