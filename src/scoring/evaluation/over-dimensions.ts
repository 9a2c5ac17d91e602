import { DIMENSIONS } from '../../flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../flames/label.ts';
import type { ScoreItem, Verdict } from '../../ports/scorer.ts';
import { likeliestLabel } from '../training/label-heads.ts';
import type { EvaluationRow } from './parse-labelled-line.ts';

/** A row as scorers take it: one item, or one of each dimension when the row names none. */
export const itemsOf = ({
  dimension,
  subcomponent,
  prompt,
  response,
}: EvaluationRow): readonly ScoreItem[] =>
  dimension === null
    ? DIMENSIONS.map((each) => ({ dimension: each, subcomponent: null, prompt, response }))
    : [{ dimension, subcomponent, prompt, response }];

type Labelled = Extract<Verdict, { kind: 'label' }>;

const meanOf = (all: readonly LabelProbabilities[]): LabelProbabilities => {
  const mean = (label: Label): number => all.reduce((sum, each) => sum + each[label], 0) / all.length;
  return { 1: mean(1), 2: mean(2), 3: mean(3) };
};

const sharesOf = (labels: readonly Label[]): LabelProbabilities =>
  meanOf(labels.map((label) => ({ 1: label === 1 ? 1 : 0, 2: label === 2 ? 1 : 0, 3: label === 3 ? 1 : 0 })));

/**
 * One verdict of several dimensions': the mean of their probabilities and its likeliest label; without probabilities
 * the label that most gave, of equals the worse. Unscored as soon as one is.
 */
export const mergeVerdicts = (verdicts: readonly Verdict[]): Verdict => {
  const [first] = verdicts;
  if (first === undefined) return { kind: 'unscored', reason: 'The scorer gave no verdict.' };
  if (verdicts.length === 1) return first;
  const unscored = verdicts.find((verdict) => verdict.kind === 'unscored');
  if (unscored !== undefined) return unscored;
  const labelled = verdicts.filter((verdict): verdict is Labelled => verdict.kind === 'label');
  const known = labelled.flatMap(({ probabilities }) => (probabilities === undefined ? [] : [probabilities]));
  if (known.length < labelled.length) {
    return { kind: 'label', label: likeliestLabel(sharesOf(labelled.map(({ label }) => label))) };
  }
  const probabilities = meanOf(known);
  return { kind: 'label', label: likeliestLabel(probabilities), probabilities };
};
