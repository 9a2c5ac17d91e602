import { z } from 'zod';
import { scorerQualityCard } from '../cards/scorer-quality-card.ts';
import { scoringCostNote } from '../cards/scoring-cost-note.ts';
import { evaluateScorer, readEvaluationRows } from '../scoring/evaluate-scorer.ts';
import { itemsOf } from '../scoring/evaluation/over-dimensions.ts';
import { defineCommand } from './command.ts';
import { confirmCostOf } from './confirm-measuring.ts';
import { flag } from './inputs.ts';
import { dayCapReached, purseFor, storeSpent } from './measured-scorer.ts';

/** Measures a scorer on labelled responses, beside the majority and the refusal rule; a cost above the limit needs a yes. */
export const scorersEvaluate = defineCommand({
  name: 'scorers evaluate',
  summary: 'scorersEvaluate',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [{ name: 'file', kind: 'file', required: true }],
  options: [{ name: 'scorer', value: 'NAME', kind: 'scorer' }, { name: 'yes' }],
  json: true,
  input: z.object({ file: z.string(), scorer: z.string().optional(), yes: flag }),
  run: async (input, context) => {
    const { files, scorers, stopping, locale } = context;
    const rows = readEvaluationRows(input.file, await files.readText(input.file));
    const name = input.scorer ?? scorers.defaultName();
    await confirmCostOf([{ name, items: rows.flatMap(itemsOf) }], input.yes === true, context);
    const scorer = await scorers.open(name);
    const purse = await purseFor(name, context);
    try {
      const json = await evaluateScorer(rows, scorer, purse, stopping());
      if (purse.isOver && json.unscored === json.n) throw dayCapReached(name, context);
      const card = scorerQualityCard(scorer.description.name, json, locale);
      const blocks = [...card.blocks, ...scoringCostNote(purse.cost, locale)];
      return { kind: 'card', card: { ...card, blocks }, json };
    } finally {
      storeSpent(purse, scorer.description, context);
      await scorer.close();
    }
  },
});
