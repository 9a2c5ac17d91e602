import { z } from 'zod';
import { defineCommand } from './command.ts';

/** The bot where it is set up; else in the terminal. */
export const start = defineCommand({
  name: 'start',
  summary: 'start',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: false,
  input: z.object({}),
  run: () => ({ kind: 'chat', needsPerson: true }),
});
