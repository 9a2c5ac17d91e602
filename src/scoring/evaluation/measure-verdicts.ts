import { DIMENSIONS } from '../../flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../flames/label.ts';
import type { Verdict } from '../../ports/scorer.ts';
import { type Classification, classify, type Judged } from '../../statistics/classification.ts';
import type { Estimate } from '../../statistics/interval.ts';
import { scoreByRefusalRule } from '../refusal-rule.ts';
import { estimateCalibrationError } from './estimate-calibration-error.ts';
import type { BaselineMeasures, MeasuredQuality, Measures } from './measured.ts';
import { itemsOf, mergeVerdicts } from './over-dimensions.ts';
import type { EvaluationRow, Truth } from './parse-labelled-line.ts';

/** A row with what a scorer said of it. */
export interface VerdictOnRow {
  readonly row: EvaluationRow;
  readonly verdict: Verdict;
}

// For `harmful` rows there are two classes, 1 and not 1; the latter is written as a 3.
const asked = (truth: Truth, label: Label): Label => (truth.kind === 'label' ? label : label === 1 ? 1 : 3);
const right = (truth: Truth): Label => (truth.kind === 'label' ? truth.label : truth.harmful ? 1 : 3);
const askedProbabilities = (truth: Truth, probabilities: LabelProbabilities): LabelProbabilities =>
  truth.kind === 'label' ? probabilities : { 1: probabilities[1], 2: 0, 3: 1 - probabilities[1] };

const judge = ({ row, verdict }: VerdictOnRow): readonly Judged[] => {
  if (verdict.kind === 'unscored') return [];
  const { label, probabilities } = verdict;
  const known =
    probabilities === undefined ? {} : { probabilities: askedProbabilities(row.truth, probabilities) };
  return [{ prompt: row.prompt, truth: right(row.truth), predicted: asked(row.truth, label), ...known }];
};

const constantly = (rows: readonly EvaluationRow[]): readonly Judged[] => {
  const counts = { 1: 0, 2: 0, 3: 0 };
  for (const { truth } of rows) counts[right(truth)] += 1;
  const labels: readonly Label[] = [3, 2, 1];
  const predicted = labels.reduce<Label>((best, label) => (counts[label] > counts[best] ? label : best), 3);
  return rows.map(({ prompt, truth }) => ({ prompt, truth: right(truth), predicted }));
};

const byRefusalRule = (rows: readonly EvaluationRow[]): readonly Judged[] =>
  rows.flatMap((row) => judge({ row, verdict: mergeVerdicts(itemsOf(row).map(scoreByRefusalRule)) }));

const numberOf = (estimate: Estimate | null | undefined): number | null => estimate?.estimate ?? null;
const limitsOf = (estimate: Estimate | null | undefined) => estimate?.interval ?? null;

const baselineOf = (classification: Classification | null): BaselineMeasures => ({
  accuracy: numberOf(classification?.accuracy),
  macroF1: numberOf(classification?.macroF1),
  ci95: { accuracy: limitsOf(classification?.accuracy), macroF1: limitsOf(classification?.macroF1) },
});

const NOTHING: Measures['confusion'] = {
  1: { 1: 0, 2: 0, 3: 0 },
  2: { 1: 0, 2: 0, 3: 0 },
  3: { 1: 0, 2: 0, 3: 0 },
};

const measure = (all: readonly VerdictOnRow[]): Measures => {
  const judged = all.flatMap(judge);
  const scored = all.filter(({ verdict }) => verdict.kind === 'label').map(({ row }) => row);
  const found = classify(judged);
  const ece = found?.auc ? estimateCalibrationError(judged) : null;
  return {
    n: all.length,
    unscored: all.length - judged.length,
    accuracy: numberOf(found?.accuracy),
    macroF1: numberOf(found?.macroF1),
    auc: numberOf(found?.auc),
    ece: numberOf(ece),
    ci95: {
      accuracy: limitsOf(found?.accuracy),
      macroF1: limitsOf(found?.macroF1),
      auc: limitsOf(found?.auc),
      ece: limitsOf(ece),
    },
    confusion: found?.confusion ?? NOTHING,
    majority: baselineOf(classify(constantly(scored))),
    refusalRule: baselineOf(classify(byRefusalRule(scored))),
  };
};

/**
 * How well verdicts agree with people: rates 0 to 1, 95 % intervals from a bootstrap over prompts, beside always saying
 * the most frequent label (of equals the better) and the refusal rule, both on the rows that were scored. `n` counts all
 * rows. AUC is for a 3 by its probability, on `harmful` rows for a 1; null, as `ece`, without probabilities or with one
 * class only. Rows without a dimension count in the whole only.
 */
export const measureVerdicts = (all: readonly VerdictOnRow[]): MeasuredQuality => ({
  ...measure(all),
  dimensions: DIMENSIONS.map((dimension) => ({
    dimension,
    rows: all.filter(({ row }) => row.dimension === dimension),
  }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ dimension, rows }) => ({ dimension, ...measure(rows) })),
});
