import { type Dimension, isDimension, type Subcomponent } from '../../flames/dimension.ts';
import { allowedLabels, type Label } from '../../flames/label.ts';
import { createRandom } from '../../statistics/random.ts';
import type { Features } from './hashed-ngrams.ts';
import type { LabelHead } from './label-heads.ts';
import { softmax } from './softmax.ts';

export interface TrainingItem {
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly label: Label;
  readonly features: Features;
}

/** How the weights are found; all of it decides them. */
export interface LinearSettings {
  readonly buckets: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** Added to a weight's squared gradients: with more of it, weights of rare features move less. */
  readonly damping: number;
  /** How strongly a dimension's and a sub-component's own weights learn beside those that all share; 0 is not at all. */
  readonly dimensionShare: number;
  readonly subcomponentShare: number;
  /** Dimensions and sub-components that have weights of their own; the others make do with those that all share. */
  readonly own: readonly (Dimension | Subcomponent)[];
  readonly seed: string;
}

/** Weights of one head: for each of its labels one weight a bucket. */
type HeadWeights = readonly (readonly [Label, Float64Array])[];

/** Weights and sums of squared gradients, the three labels of a bucket side by side. */
interface Part {
  readonly weights: Float64Array;
  readonly squares: Float64Array;
  readonly share: number;
}

const SLOTS = 3;

const partOf = (buckets: number, share: number): Part => ({
  weights: new Float64Array(buckets * SLOTS),
  squares: new Float64Array(buckets * SLOTS),
  share,
});

const logitsOf = (parts: readonly Part[], { indices, values }: Features): Readonly<Record<Label, number>> => {
  const logits = { 1: 0, 2: 0, 3: 0 };
  for (const { weights, share } of parts) {
    let first = 0;
    let second = 0;
    let third = 0;
    for (let at = 0; at < indices.length; at += 1) {
      const slot = (indices[at] ?? 0) * SLOTS;
      const value = values[at] ?? 0;
      first += (weights[slot] ?? 0) * value;
      second += (weights[slot + 1] ?? 0) * value;
      third += (weights[slot + 2] ?? 0) * value;
    }
    logits[1] += share * first;
    logits[2] += share * second;
    logits[3] += share * third;
  }
  return logits;
};

const learn = (
  part: Part,
  label: Label,
  { indices, values }: Features,
  error: number,
  { learningRate, damping }: LinearSettings,
): void => {
  const { weights, squares, share } = part;
  for (let at = 0; at < indices.length; at += 1) {
    const slot = (indices[at] ?? 0) * SLOTS + label - 1;
    const gradient = error * share * (values[at] ?? 0);
    const square = (squares[slot] ?? 0) + gradient * gradient;
    squares[slot] = square;
    weights[slot] = (weights[slot] ?? 0) - (learningRate * gradient) / Math.sqrt(square + damping);
  }
};

const step = (parts: readonly Part[], item: TrainingItem, settings: LinearSettings): void => {
  const labels = allowedLabels(item.dimension);
  const logits = logitsOf(parts, item.features);
  const expected = softmax(labels.map((label) => logits[label]));
  for (const [at, label] of labels.entries()) {
    const error = (expected[at] ?? 0) - (label === item.label ? 1 : 0);
    for (const part of parts) learn(part, label, item.features, error, settings);
  }
};

type PartKey = Dimension | Subcomponent;

const createParts = (settings: LinearSettings): ReadonlyMap<PartKey, Part> =>
  new Map(
    settings.own.map((key) => {
      const share = isDimension(key) ? settings.dimensionShare : settings.subcomponentShare;
      return [key, partOf(settings.buckets, share)];
    }),
  );

const combine = (
  parts: readonly (readonly [Part, number])[],
  label: Label,
  buckets: number,
): Float64Array => {
  const sum = new Float64Array(buckets);
  for (const [{ weights, share }, factor] of parts) {
    for (let at = 0; at < buckets; at += 1) {
      sum[at] = (sum[at] ?? 0) + factor * share * (weights[at * SLOTS + label - 1] ?? 0);
    }
  }
  return sum;
};

/** Weights of every head, by its place in `heads`. */
export type TrainedLinear = (head: LabelHead) => HeadWeights;

/**
 * Multinomial logistic regression by AdaGrad (Duchi, Hazan & Singer 2011), one item at a time in seeded order. Weights
 * are a sum of parts: one that all items share, one of the dimension, one of the sub-component (after Daumé III 2007, arXiv
 * 0907.1815). A dimension's head takes the mean of its sub-components' parts. Equal items and settings give equal bits.
 */
export const trainLinear = (items: readonly TrainingItem[], settings: LinearSettings): TrainedLinear => {
  const shared = partOf(settings.buckets, 1);
  const own = createParts(settings);
  const partsFor = ({ dimension, subcomponent }: TrainingItem): readonly Part[] =>
    [shared, own.get(dimension), subcomponent === null ? undefined : own.get(subcomponent)].filter(
      (part) => part !== undefined,
    );
  const random = createRandom(settings.seed);
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    for (const item of random.shuffle(items)) step(partsFor(item), item, settings);
  }
  return headsOf(items, shared, own, settings.buckets);
};

const headsOf =
  (
    items: readonly TrainingItem[],
    shared: Part,
    own: ReadonlyMap<PartKey, Part>,
    buckets: number,
  ): TrainedLinear =>
  ({ dimension, subcomponent, labels }) => {
    const siblings = new Set(
      items.filter((item) => item.dimension === dimension).map((item) => item.subcomponent),
    );
    const finest = subcomponent === null ? [...siblings] : [subcomponent];
    const wanted: readonly (readonly [Part | undefined, number])[] = [
      [shared, 1],
      [own.get(dimension), 1],
      ...finest.map((key) => [key === null ? undefined : own.get(key), 1 / finest.length] as const),
    ];
    const parts = wanted.flatMap(([part, factor]) => (part === undefined ? [] : [[part, factor] as const]));
    return labels.map((label) => [label, combine(parts, label, buckets)]);
  };
