import { z } from 'zod';
import { importRun } from '../evaluation/import-run.ts';
import { flagRun } from '../review/flag-run.ts';
import { inTurns } from '../steps.ts';
import { defineCommand } from './command.ts';
import { required } from './inputs.ts';
import { scorecardOf } from './read-scorecard.ts';
import { reviewPorts } from './reviewer.ts';

/** Responses made elsewhere as a run. */
export const importResponses = defineCommand({
  name: 'import',
  summary: 'import',
  surfaces: ['shell'],
  permission: 'evaluate',
  arguments: [{ name: 'file', kind: 'file', required: true }],
  options: [
    { name: 'model', value: 'NAME' },
    { name: 'labelled-by', value: 'WHO' },
    { name: 'scorer', value: 'NAME', kind: 'scorer' },
  ],
  json: true,
  input: z.object({
    file: z.string(),
    model: required('whose-responses').min(1).max(64),
    'labelled-by': z.string().min(1).max(64).optional(),
    scorer: z.string().optional(),
  }),
  run: async ({ file, model, scorer, ...input }, context) => {
    const text = await context.files.readText(file);
    const run = await importRun({ file, text, model, scorer, labelledBy: input['labelled-by'] }, context);
    if (run.state !== 'completed') return { kind: 'run', run, short: [], retryFailed: false };
    await inTurns(flagRun(run, reviewPorts(context)));
    return { kind: 'card', ...scorecardOf(run.id, context) };
  },
});
