import { z } from 'zod';
import { comparisonCard } from '../cards/comparison-card.ts';
import { chooseRuns } from '../history/choose-runs.ts';
import { composeComparison } from '../history/comparison.ts';
import { defineCommand } from './command.ts';

/** Two runs or models, paired on the prompts that they share. */
export const compare = defineCommand({
  name: 'compare',
  summary: 'compare',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [
    { name: 'a', kind: 'run-or-model', required: true },
    { name: 'b', kind: 'run-or-model', required: true },
  ],
  options: [],
  json: true,
  input: z.object({ a: z.string(), b: z.string() }),
  run: ({ a, b }, context) => {
    const pair = chooseRuns(a, b, context);
    const json = composeComparison(pair);
    return { kind: 'card', card: comparisonCard(json, pair.differing, context.locale), json };
  },
});
