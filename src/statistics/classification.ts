import { isHarmless, type Label, type LabelProbabilities } from '../flames/label.ts';
import { createAuc } from './auc.ts';
import { bootstrapIntervals } from './bootstrap.ts';
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
/** What is known of a sample, each item counting as often as its weight says. */
type Statistics = (weights: Weights) => readonly (number | null)[];

const LABELS: readonly Label[] = [1, 2, 3];
const LEAST_FOR_CALIBRATION = 100;

const rowOf = (counts: Float64Array, truth: Label): Readonly<Record<Label, number>> => {
  const [one = 0, two = 0, three = 0] = counts.subarray(3 * truth - 3, 3 * truth);
  return { 1: one, 2: two, 3: three };
};

/** Counts confusions; a bootstrap looks up once where each item is counted. */
const createConfusion = (items: readonly Judged[]): ((weights: Weights) => Confusion) => {
  const cells = Uint8Array.from(items, ({ truth, predicted }) => 3 * (truth - 1) + predicted - 1);
  return (weights) => {
    const counts = new Float64Array(9);
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] as number;
      counts[cell] = (counts[cell] as number) + (weights[at] ?? 0);
    }
    return { 1: rowOf(counts, 1), 2: rowOf(counts, 2), 3: rowOf(counts, 3) };
  };
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

/** Judges statistics on the sample and on resamples of whole prompts. */
const estimatesOf = (
  items: readonly Judged[],
  statistics: Statistics,
): readonly (Estimate | null | undefined)[] => {
  const prompts = [...new Set(items.map((item) => item.prompt))];
  const placeOf = new Map(prompts.map((prompt, at) => [prompt, at]));
  const places = Uint32Array.from(items, ({ prompt }) => placeOf.get(prompt) ?? 0);
  const weights = new Uint32Array(items.length);
  const intervals = bootstrapIntervals(prompts.length, (timesDrawn) => {
    for (let at = 0; at < places.length; at += 1) weights[at] = timesDrawn[places[at] as number] as number;
    return statistics(weights);
  });
  return statistics(weights.fill(1)).map((estimate, at) => {
    const interval = intervals[at] ?? null;
    return estimate === null || interval === null ? null : { estimate, interval };
  });
};

interface WithProbabilities extends Judged {
  readonly probabilities: LabelProbabilities;
}
const hasProbabilities = (item: Judged): item is WithProbabilities => item.probabilities !== undefined;

/** What only probabilities tell; empty when an item has none. */
const probabilistic = (items: readonly Judged[]) => {
  const sure = items.filter(hasProbabilities);
  if (sure.length < items.length) return {};
  const auc = createAuc(
    sure.map(({ truth, probabilities }) => ({ score: probabilities[3], positive: isHarmless(truth) })),
  );
  if (items.length < LEAST_FOR_CALIBRATION) return { auc };
  const calibrate = createCalibration(
    sure.map(({ truth, predicted, probabilities }) => ({
      confidence: probabilities[predicted],
      correct: truth === predicted,
    })),
  );
  return { auc, calibrate };
};

/** A scorer against people, with intervals from a seeded bootstrap grouped by prompt. Null without responses. */
export const classify = (items: readonly Judged[]): Classification | null => {
  if (items.length === 0) return null;
  const confusionOf = createConfusion(items);
  const { auc: aucOf, calibrate } = probabilistic(items);
  const [accuracy, macroF1, auc, ece] = estimatesOf(items, (weights) => {
    const confusion = confusionOf(weights);
    return [
      accuracyOf(confusion),
      macroF1Of(confusion),
      aucOf?.(weights) ?? null,
      calibrate?.(weights)?.ece ?? null,
    ];
  });
  if (!accuracy || !macroF1) return null;
  const once = new Uint32Array(items.length).fill(1);
  return {
    n: items.length,
    prompts: new Set(items.map((item) => item.prompt)).size,
    accuracy,
    macroF1,
    auc: auc ?? null,
    ece: ece ?? null,
    calibration: calibrate?.(once) ?? null,
    confusion: confusionOf(once),
  };
};
