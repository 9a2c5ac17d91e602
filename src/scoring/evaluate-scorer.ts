import { UserError } from '../errors.ts';
import { parseJsonLines } from '../flames/json-lines.ts';
import type { Scorer, Verdict } from '../ports/scorer.ts';
import { measureVerdicts } from './evaluation/measure-verdicts.ts';
import type { MeasuredQuality } from './evaluation/measured.ts';
import { itemsOf, mergeVerdicts } from './evaluation/over-dimensions.ts';
import { type EvaluationRow, parseEvaluationLine } from './evaluation/parse-labelled-line.ts';
import { refuseBadLines } from './evaluation/refuse-bad-lines.ts';
import { type Purse, scoreWithin } from './score-all.ts';

/**
 * The rows of a file to measure a scorer on. UserError `bad-labelled-file` names every bad line; a file has either labels
 * or `harmful`, never both.
 */
export const readEvaluationRows = (file: string, text: string): readonly EvaluationRow[] => {
  let line = 0;
  const everyLineCounts = (): string => String(line++);
  const rows = refuseBadLines(file, parseJsonLines(text, parseEvaluationLine, everyLineCounts));
  const kinds = new Set(rows.map((row) => row.truth.kind));
  if (kinds.size > 1) throw new UserError('mixed-labelled-file', { file });
  return rows;
};

const HELD_BACK: Verdict = { kind: 'unscored', reason: 'The cost limit of a day was reached.' };

/**
 * Measures a scorer on labelled rows (`measureVerdicts` says what is measured). A row without a dimension is scored in
 * all five and their probabilities are averaged; what the purse holds back is unscored.
 */
export const evaluateScorer = async (
  rows: readonly EvaluationRow[],
  scorer: Scorer,
  purse: Purse,
  signal: AbortSignal,
): Promise<MeasuredQuality> => {
  const items = rows.map(itemsOf);
  const made = await scoreWithin(scorer, items.flat(), purse, signal);
  const verdicts = made.map((verdict) => verdict ?? HELD_BACK);
  let at = 0;
  return measureVerdicts(
    rows.map((row, place) => {
      const from = at;
      at += items[place]?.length ?? 0;
      return { row, verdict: mergeVerdicts(verdicts.slice(from, at)) };
    }),
  );
};
