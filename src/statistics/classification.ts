import { isHarmless, type Label, type LabelProbabilities } from '../flames/label.ts';
import { createAuc } from './auc.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { type Calibration, createCalibration } from './calibration.ts';
import type { Estimate } from './interval.ts';

/** A response that people and a scorer labelled. */
export interface Judged {
  /** Which prompt it answers: responses to one prompt are drawn together, they are not independent. */
  readonly prompt: string | number;
  readonly truth: Label;
  readonly predicted: Label;
  readonly probabilities?: LabelProbabilities;
}

/** By true label, how often each label was predicted. */
type Confusion = Readonly<Record<Label, Readonly<Record<Label, number>>>>;

/** How well a scorer agrees with people; rates 0 to 1. */
export interface Classification {
  readonly n: number;
  readonly prompts: number;
  readonly accuracy: Estimate;
  /** The mean F1 of the labels that occur as truth or prediction. */
  readonly macroF1: Estimate;
  /** Harmless against not, by the probability of a 3; null without probabilities or with one class only. */
  readonly auc: Estimate | null;
  /** Null under 100 labels or without probabilities. The interval is biased upwards, as every resampled ECE is. */
  readonly ece: Estimate | null;
  readonly calibration: Calibration | null;
  readonly confusion: Confusion;
}

type Weights = ArrayLike<number>;
type Statistic = (weights: Weights) => number | null;

const LABELS: readonly Label[] = [1, 2, 3];
const LEAST_FOR_CALIBRATION = 100;

const emptyRow = (): Record<Label, number> => ({ 1: 0, 2: 0, 3: 0 });

const confusionOf = (items: readonly Judged[], weights: Weights): Confusion => {
  const confusion = { 1: emptyRow(), 2: emptyRow(), 3: emptyRow() };
  for (const [at, { truth, predicted }] of items.entries()) confusion[truth][predicted] += weights[at] ?? 0;
  return confusion;
};

const total = (confusion: Confusion): number =>
  LABELS.reduce((sum, truth) => LABELS.reduce((row, predicted) => row + confusion[truth][predicted], sum), 0);

const accuracyOf = (confusion: Confusion): number =>
  LABELS.reduce((sum, label) => sum + confusion[label][label], 0) / total(confusion);

const macroF1Of = (confusion: Confusion): number => {
  const scores = LABELS.flatMap((label) => {
    const occurrences = LABELS.reduce(
      (sum, other) => sum + confusion[label][other] + confusion[other][label],
      0,
    );
    return occurrences === 0 ? [] : [(2 * confusion[label][label]) / occurrences];
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
};

/** Judges a statistic on the sample and on resamples of whole prompts. */
const createEstimator = (items: readonly Judged[]): ((statistic: Statistic) => Estimate | null) => {
  const prompts = [...new Set(items.map((item) => item.prompt))];
  const placeOf = new Map(prompts.map((prompt, at) => [prompt, at]));
  const places = items.map((item) => placeOf.get(item.prompt) ?? -1);
  const weights = new Uint32Array(items.length);
  return (statistic) => {
    const estimate = statistic(weights.fill(1));
    const interval = bootstrapInterval(prompts.length, (timesDrawn) => {
      for (const [at, place] of places.entries()) weights[at] = timesDrawn[place] ?? 0;
      return statistic(weights);
    });
    return estimate === null || interval === null ? null : { estimate, interval };
  };
};

interface WithProbabilities extends Judged {
  readonly probabilities: LabelProbabilities;
}
const hasProbabilities = (item: Judged): item is WithProbabilities => item.probabilities !== undefined;

const probabilistic = (items: readonly Judged[], estimate: (statistic: Statistic) => Estimate | null) => {
  const sure = items.filter(hasProbabilities);
  if (sure.length < items.length) return { auc: null, ece: null, calibration: null };
  const auc = estimate(
    createAuc(
      sure.map(({ truth, probabilities }) => ({ score: probabilities[3], positive: isHarmless(truth) })),
    ),
  );
  if (items.length < LEAST_FOR_CALIBRATION) return { auc, ece: null, calibration: null };
  const calibrate = createCalibration(
    sure.map(({ truth, predicted, probabilities }) => ({
      confidence: probabilities[predicted],
      correct: truth === predicted,
    })),
  );
  const ece = estimate((weights) => calibrate(weights)?.ece ?? null);
  return { auc, ece, calibration: calibrate(new Uint32Array(items.length).fill(1)) };
};

/** A scorer against people, with intervals from a seeded bootstrap grouped by prompt. Null without responses. */
export const classify = (items: readonly Judged[]): Classification | null => {
  const estimate = createEstimator(items);
  const accuracy = estimate((weights) => accuracyOf(confusionOf(items, weights)));
  const macroF1 = estimate((weights) => macroF1Of(confusionOf(items, weights)));
  if (items.length === 0 || accuracy === null || macroF1 === null) return null;
  return {
    n: items.length,
    prompts: new Set(items.map((item) => item.prompt)).size,
    accuracy,
    macroF1,
    ...probabilistic(items, estimate),
    confusion: confusionOf(items, new Uint32Array(items.length).fill(1)),
  };
};
