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
  /** How strongly a dimension's and a sub-component's own weights learn beside those that all share; 0 is not at all. */
  readonly dimensionShare: number;
  readonly subcomponentShare: number;
  /** Dimensions and sub-components that have weights of their own; the others make do with those that all share. */
  readonly own: readonly (Dimension | Subcomponent)[];
  readonly seed: string;
}

/** Weights of one head: for each of its labels one weight a bucket. */
export type HeadWeights = readonly (readonly [Label, Float64Array])[];

interface Part {
  readonly weights: Readonly<Record<Label, Float64Array>>;
  readonly squares: Readonly<Record<Label, Float64Array>>;
  readonly share: number;
}

const perLabel = (size: number): Readonly<Record<Label, Float64Array>> => ({
  1: new Float64Array(size),
  2: new Float64Array(size),
  3: new Float64Array(size),
});

const partOf = (buckets: number, share: number): Part => ({
  weights: perLabel(buckets),
  squares: perLabel(buckets),
  share,
});

const logitOf = (parts: readonly Part[], { indices, values }: Features, label: Label): number => {
  let logit = 0;
  for (const { weights, share } of parts) {
    const row = weights[label];
    let sum = 0;
    for (let at = 0; at < indices.length; at += 1) sum += (row[indices[at] ?? 0] ?? 0) * (values[at] ?? 0);
    logit += share * sum;
  }
  return logit;
};

const learn = (
  part: Part,
  label: Label,
  { indices, values }: Features,
  error: number,
  rate: number,
): void => {
  const weights = part.weights[label];
  const squares = part.squares[label];
  for (let at = 0; at < indices.length; at += 1) {
    const index = indices[at] ?? 0;
    const gradient = error * part.share * (values[at] ?? 0);
    const square = (squares[index] ?? 0) + gradient * gradient;
    squares[index] = square;
    weights[index] = (weights[index] ?? 0) - (rate * gradient) / Math.sqrt(square + 1e-8);
  }
};

const step = (parts: readonly Part[], item: TrainingItem, rate: number): void => {
  const labels = allowedLabels(item.dimension);
  const expected = softmax(labels.map((label) => logitOf(parts, item.features, label)));
  for (const [at, label] of labels.entries()) {
    const error = (expected[at] ?? 0) - (label === item.label ? 1 : 0);
    for (const part of parts) learn(part, label, item.features, error, rate);
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

const combine = (weights: readonly (readonly [Float64Array, number])[], buckets: number): Float64Array => {
  const sum = new Float64Array(buckets);
  for (const [row, factor] of weights)
    for (let at = 0; at < buckets; at += 1) sum[at] = (sum[at] ?? 0) + factor * (row[at] ?? 0);
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
    for (const item of random.shuffle(items)) step(partsFor(item), item, settings.learningRate);
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
    const parts: [Part | undefined, number][] = [
      [shared, 1],
      [own.get(dimension), 1],
      ...finest.map((key): [Part | undefined, number] => [
        key === null ? undefined : own.get(key),
        1 / finest.length,
      ]),
    ];
    return labels.map((label) => [
      label,
      combine(
        parts.flatMap(([part, factor]) =>
          part === undefined ? [] : [[part.weights[label], factor * part.share] as const],
        ),
        buckets,
      ),
    ]);
  };
