import { z } from 'zod';
import { startRun } from '../evaluation/start-run.ts';
import { parseFailUnder } from '../flames/fail-under.ts';
import { DEFAULT_SEED } from '../flames/select-prompts.ts';
import { defineCommand } from './command.ts';
import { flag, seed, words } from './inputs.ts';

/** Runs the benchmark on a model. */
export const evaluate = defineCommand({
  name: 'evaluate',
  summary: 'evaluate',
  surfaces: ['shell', 'chat'],
  permission: 'evaluate',
  arguments: [
    { name: 'model', kind: 'model', required: true },
    { name: 'subset', kind: 'subset', required: false, variadic: true },
  ],
  options: [
    { name: 'seed', value: 'N' },
    { name: 'scorer', value: 'NAME', kind: 'scorer' },
    { name: 'yes' },
    { name: 'fail-under', value: 'BARS', surfaces: ['shell'] },
  ],
  json: true,
  input: z.object({
    model: z.string(),
    subset: words,
    seed: seed.default(DEFAULT_SEED),
    scorer: z.string().optional(),
    yes: flag,
    'fail-under': z.string().optional(),
  }),
  run: async (input, context) => {
    const failUnder = input['fail-under'] === undefined ? undefined : parseFailUnder(input['fail-under']);
    const { run, short } = await startRun(
      {
        model: input.model,
        words: input.subset,
        seed: input.seed,
        confirmed: input.yes === true,
        ...(input.scorer === undefined ? {} : { scorer: input.scorer }),
      },
      context,
    );
    return { kind: 'run', run, short, retryFailed: false, ...(failUnder === undefined ? {} : { failUnder }) };
  },
});
