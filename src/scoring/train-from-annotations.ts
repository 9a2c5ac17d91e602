import { UserError } from '../errors.ts';
import type { Lesson } from '../ports/scorer-records.ts';
import { LEAST_ROWS, type ScorerPackage, trainScorer } from './train-scorer.ts';
import type { LabelledResponse } from './training/labelled-response.ts';

const toRow = ({ item, label }: Lesson): LabelledResponse => ({ ...item, label, style: null });

/**
 * Trains a scorer on what people settled outside of audits, cross-validated over prompts. UserError `too-few-annotations`
 * under 100 labels or with one label only.
 */
export const trainFromAnnotations = (name: string, lessons: readonly Lesson[]): ScorerPackage => {
  const labels = new Set(lessons.map(({ label }) => label)).size;
  if (lessons.length < LEAST_ROWS || labels < 2) {
    throw new UserError('too-few-annotations', { rows: lessons.length, labels });
  }
  return trainScorer({ name, licence: 'unspecified', training: lessons.map(toRow), evaluation: [] });
};
