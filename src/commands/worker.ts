import { z } from 'zod';
import { usageError } from '../errors.ts';
import { defineCommand } from './command.ts';

/**
 * Scores for a bot elsewhere. It has no store, and so no context: the shell serves it before it opens one
 * (`wiring/run-worker.ts`).
 */
export const worker = defineCommand({
  name: 'worker',
  summary: 'worker',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: false,
  input: z.object({}),
  run: () => {
    throw usageError('command-elsewhere', { name: 'worker' });
  },
});
