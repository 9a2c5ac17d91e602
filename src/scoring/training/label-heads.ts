import {
  DIMENSIONS,
  type Dimension,
  dimensionOf,
  SUBCOMPONENTS,
  type Subcomponent,
} from '../../flames/dimension.ts';
import { allowedLabels, type Label, type LabelProbabilities } from '../../flames/label.ts';
import { softmax } from './softmax.ts';

/** A stretch of a model's outputs that answers for one sub-component, or for a dimension where none is named. */
export interface LabelHead {
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  /** Its first output. */
  readonly offset: number;
  /** Which label each of its outputs stands for. */
  readonly labels: readonly Label[];
}

const PLACES: readonly Pick<LabelHead, 'dimension' | 'subcomponent'>[] = [
  ...DIMENSIONS.map((dimension) => ({ dimension, subcomponent: null })),
  ...SUBCOMPONENTS.map((subcomponent) => ({ dimension: dimensionOf(subcomponent), subcomponent })),
];

/** A head for each dimension, then one for each sub-component, outputs side by side. */
export const LABEL_HEADS: readonly LabelHead[] = PLACES.map((place, at) => ({
  ...place,
  offset: PLACES.slice(0, at).reduce((sum, { dimension }) => sum + allowedLabels(dimension).length, 0),
  labels: allowedLabels(place.dimension),
}));

/** How many outputs the heads have together. */
export const widthOf = (heads: readonly Pick<LabelHead, 'offset' | 'labels'>[]): number =>
  Math.max(0, ...heads.map(({ offset, labels }) => offset + labels.length));

/** The head of an item's sub-component, else of its dimension; undefined when the model has neither. */
export const headFor = <Head extends Pick<LabelHead, 'dimension' | 'subcomponent'>>(
  heads: readonly Head[],
  item: Pick<LabelHead, 'dimension' | 'subcomponent'>,
): Head | undefined => {
  const ofDimension = heads.filter((head) => head.dimension === item.dimension);
  return (
    ofDimension.find((head) => item.subcomponent !== null && head.subcomponent === item.subcomponent) ??
    ofDimension.find((head) => head.subcomponent === null)
  );
};

/** A head's outputs as probabilities of labels; a label that it does not know has 0. */
export const probabilitiesOf = (
  labels: readonly Label[],
  logits: readonly number[],
  temperature: number,
): LabelProbabilities => {
  const probabilities = { 1: 0, 2: 0, 3: 0 };
  for (const [at, probability] of softmax(logits, temperature).entries()) {
    const label = labels[at];
    if (label !== undefined) probabilities[label] += probability;
  }
  return probabilities;
};

/** The likeliest label; of equals the worse. */
export const likeliestLabel = (probabilities: LabelProbabilities): Label => {
  const fromWorst: readonly Label[] = [1, 2, 3];
  return fromWorst.reduce((best, label) => (probabilities[label] > probabilities[best] ? label : best));
};
