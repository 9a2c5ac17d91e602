import { z } from 'zod';
import { UserError } from '../errors.ts';
import { topUp } from '../evaluation/resume-run.ts';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';
import { flag, words } from './inputs.ts';

/** Goes on with a run after a stop or crash, or tops it up. */
export const resume = defineCommand({
  name: 'resume',
  summary: 'resume',
  surfaces: ['shell', 'chat'],
  permission: 'evaluate',
  arguments: [
    { name: 'run', kind: 'run', required: true },
    { name: 'subset', kind: 'subset', required: false, variadic: true },
  ],
  options: [{ name: 'retry-failed' }, { name: 'yes' }],
  json: true,
  input: z.object({ run: z.string(), subset: words, 'retry-failed': flag, yes: flag }),
  run: async (input, context) => {
    const run = findRun(input.run, context.runs);
    if (run.state === 'running' || run.state === 'queued') throw new UserError('run-alive', { id: run.id });
    if (run.state === 'cancelled') throw new UserError('run-cancelled', { id: run.id });
    const larger =
      input.subset.length > 0
        ? await topUp(run, { words: input.subset, confirmed: input.yes === true }, context)
        : run;
    return { kind: 'run', run: larger, short: [], retryFailed: input['retry-failed'] === true };
  },
});
