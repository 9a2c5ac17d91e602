import { z } from 'zod';
import { measuredInPartNote } from '../cards/measured-in-part-note.ts';
import { scorerComparisonCard } from '../cards/scorer-comparison-card.ts';
import { UserError } from '../errors.ts';
import { compareScorers } from '../scoring/compare-scorers.ts';
import { sumCosts } from '../scoring/judge/scoring-cost.ts';
import { defineCommand } from './command.ts';
import { confirmMeasuring } from './confirm-measuring.ts';
import { flag } from './inputs.ts';
import { measuredScorer } from './measured-scorer.ts';

/** Two scorers on the audit labels of the workspace; a cost above the limit needs a yes. */
export const scorersCompare = defineCommand({
  name: 'scorers compare',
  summary: 'scorersCompare',
  surfaces: ['shell', 'chat'],
  permission: 'scorers',
  arguments: [
    { name: 'a', kind: 'scorer', required: true },
    { name: 'b', kind: 'scorer', required: true },
  ],
  options: [{ name: 'yes' }],
  json: true,
  input: z.object({ a: z.string(), b: z.string(), yes: flag }),
  run: async (input, context) => {
    await confirmMeasuring([...new Set([input.a, input.b])], input.yes === true, context);
    const a = await measuredScorer(input.a, context);
    const b = await measuredScorer(input.b, context);
    if (a.audited.length === 0) throw new UserError('no-audit-labels', undefined);
    const comparison = compareScorers(a.audited, b.audited);
    if (comparison === null) throw new UserError('nothing-both-scored', input);
    const { locale } = context;
    const { shared, difference, ci95, p } = comparison;
    const side = (scorer: string, key: 'a' | 'b') => ({ scorer, ...comparison[key] });
    const card = scorerComparisonCard(input, comparison, sumCosts([a.cost, b.cost]), locale);
    const inPart = [
      ...measuredInPartNote(input.a, a.left, locale),
      ...measuredInPartNote(input.b, b.left, locale),
    ];
    return {
      kind: 'card',
      card: { ...card, blocks: [...card.blocks, ...inPart] },
      json: { shared, a: side(input.a, 'a'), b: side(input.b, 'b'), difference, ci95, p },
      logged: `${input.a} and ${input.b}`,
    };
  },
});
