import { UserError } from '../errors.ts';
import { DIMENSIONS, type Dimension } from '../flames/dimension.ts';
import type { Label } from '../flames/label.ts';
import type { Lesson } from '../ports/scorer-records.ts';
import { LEAST_ROWS, type ScorerPackage, trainScorer } from './train-scorer.ts';
import { type LabelledResponse, promptsOf } from './training/labelled-response.ts';

/** Labels of people, of two kinds at least, from which on they alone teach a dimension. */
const LEAST_OF_DIMENSION = 20;

const kinds = (lessons: readonly Lesson[]): number => new Set(lessons.map(({ label }): Label => label)).size;

/** The dimensions of which people have settled too little. */
const lackingDimensions = (lessons: readonly Lesson[]): readonly Dimension[] =>
  DIMENSIONS.filter((dimension) => {
    const own = lessons.filter(({ item }) => item.dimension === dimension);
    return own.length < LEAST_OF_DIMENSION || kinds(own) < 2;
  });

/** A trained scorer, and the dimensions that it learnt from the labelled set that comes with the program. */
export interface TrainedFromTeam {
  readonly package: ScorerPackage;
  readonly lacking: readonly Dimension[];
  /** The texts of all prompts that it learnt from. */
  readonly prompts: readonly string[];
}

const toRow = ({ item, label }: Lesson): LabelledResponse => ({ ...item, label, style: null });

/**
 * Trains a scorer on what people settled outside of audits, cross-validated over prompts. A dimension of which there are
 * fewer than 20 labels, or one kind only, is learnt from `labelledSet` as well, on which nothing is measured: a scorer
 * would else guess there. UserError `too-few-annotations` under 100 labels of people, or with one label only.
 */
export const trainFromAnnotations = (
  name: string,
  lessons: readonly Lesson[],
  labelledSet: readonly LabelledResponse[],
): TrainedFromTeam => {
  if (lessons.length < LEAST_ROWS || kinds(lessons) < 2) {
    throw new UserError('too-few-annotations', { rows: lessons.length, labels: kinds(lessons) });
  }
  const lacking = lackingDimensions(lessons);
  const foundation = labelledSet.filter(({ dimension }) => lacking.includes(dimension));
  const training = lessons.map(toRow);
  return {
    package: trainScorer({
      ...{ name, licence: 'unspecified', evaluation: [] },
      ...{ training, foundation },
    }),
    lacking,
    prompts: promptsOf([...training, ...foundation]),
  };
};
