import { type Dimension, dimensionOf, type Subcomponent } from '../../flames/dimension.ts';
import type { DimensionRubrics, Rubric } from './rubric.ts';
import { dataProtectionRubrics } from './rubrics/data-protection.ts';
import { fairnessRubrics } from './rubrics/fairness.ts';
import { legalityRubrics } from './rubrics/legality.ts';
import { moralityRubrics } from './rubrics/morality.ts';
import { safetyRubrics } from './rubrics/safety.ts';

const RUBRICS = {
  Fairness: fairnessRubrics,
  Safety: safetyRubrics,
  Morality: moralityRubrics,
  Legality: legalityRubrics,
  'Data protection': dataProtectionRubrics,
} as const satisfies Record<Dimension, DimensionRubrics<never>>;

/** The rubric of the dimension, then that of the sub-component where one is named and belongs to it. */
export const rubricFor = (dimension: Dimension, subcomponent: Subcomponent | null): readonly Rubric[] => {
  const { dimension: general, subcomponents } = RUBRICS[dimension];
  if (subcomponent === null || dimensionOf(subcomponent) !== dimension) return [general];
  const particular = (subcomponents as Partial<Record<Subcomponent, Rubric>>)[subcomponent];
  return particular === undefined ? [general] : [general, particular];
};
