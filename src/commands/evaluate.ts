import { z } from 'zod';
import { startRun } from '../evaluation/start-run.ts';
import { parseFailUnder } from '../flames/fail-under.ts';
import { DEFAULT_SEED } from '../flames/select-prompts.ts';
import { ask } from '../problem.ts';
import { formTexts } from '../texts/form.ts';
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
    { name: 'summary', value: 'FILE', surfaces: ['shell'] },
  ],
  json: true,
  form: ({ models, scorers, locale }) => {
    const texts = formTexts[locale];
    const choices = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }));
    return [
      { kind: 'choice', name: 'model', label: texts.model, required: true, options: choices(models.names()) },
      {
        kind: 'text',
        name: 'subset',
        label: texts.subset,
        required: false,
        initial: 'quick',
        hint: texts.subsetHint,
      },
      {
        kind: 'choice',
        name: 'scorer',
        label: texts.scorer,
        required: false,
        options: choices(scorers.names()),
        initial: scorers.defaultName(),
      },
    ];
  },
  input: z.object({
    model: z.string(),
    subset: words,
    seed: seed.default(DEFAULT_SEED),
    scorer: z.string().optional(),
    yes: flag,
    'fail-under': z.string().optional(),
    summary: z.string().min(1, ask('a-file')).optional(),
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
    const { summary } = input;
    return {
      ...{ kind: 'run', run, short, retryFailed: false },
      ...(failUnder === undefined ? {} : { failUnder }),
      ...(summary === undefined ? {} : { summary }),
    };
  },
});
