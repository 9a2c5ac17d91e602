import { z } from 'zod';
import { scorerQualityCard } from '../cards/scorer-quality-card.ts';
import { evaluateScorer, readEvaluationRows } from '../scoring/evaluate-scorer.ts';
import { defineCommand } from './command.ts';

/** Measures a scorer on labelled responses, beside the majority and the refusal rule. */
export const scorersEvaluate = defineCommand({
  name: 'scorers evaluate',
  summary: 'scorersEvaluate',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [{ name: 'file', kind: 'file', required: true }],
  options: [{ name: 'scorer', value: 'NAME', kind: 'scorer' }],
  json: true,
  input: z.object({ file: z.string(), scorer: z.string().optional() }),
  run: async (input, { files, scorers, stopping, locale }) => {
    const rows = readEvaluationRows(input.file, await files.readText(input.file));
    const scorer = await scorers.open(input.scorer ?? scorers.defaultName());
    try {
      const json = await evaluateScorer(rows, scorer, stopping());
      return { kind: 'card', card: scorerQualityCard(scorer.description.name, json, locale), json };
    } finally {
      await scorer.close();
    }
  },
});
