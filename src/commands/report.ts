import { z } from 'zod';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';
import { reportOf } from './report-of.ts';

/**
 * A run's full report as a file, in chat; a shell has `scorecard --html`. It quotes every response, so it needs the right
 * that an export of them needs.
 */
export const report = defineCommand({
  name: 'report',
  summary: 'report',
  surfaces: ['chat'],
  permission: 'export',
  requesterMay: true,
  arguments: [{ name: 'run', kind: 'run', required: true }],
  options: [],
  json: false,
  input: z.object({ run: z.string() }),
  run: async (input, context) => {
    const { id } = findRun(input.run, context.runs);
    return {
      kind: 'document',
      fileName: `flames-report-${id}.html`,
      inShell: `scorecard ${id} --html FILE`,
      parts: await reportOf(id, context),
    };
  },
});
