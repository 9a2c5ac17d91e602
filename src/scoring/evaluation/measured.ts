import { z } from 'zod';
import { DIMENSIONS } from '../../flames/dimension.ts';

const interval = z.tuple([z.number(), z.number()]).readonly();
const row = z.object({ 1: z.number(), 2: z.number(), 3: z.number() }).readonly();

const baseline = z
  .object({
    accuracy: z.number().nullable(),
    macroF1: z.number().nullable(),
    ci95: z.object({ accuracy: interval.nullable(), macroF1: interval.nullable() }).readonly(),
  })
  .readonly();

const measures = {
  n: z.number().int(),
  unscored: z.number().int(),
  accuracy: z.number().nullable(),
  macroF1: z.number().nullable(),
  auc: z.number().nullable(),
  ece: z.number().nullable(),
  ci95: z
    .object({
      accuracy: interval.nullable(),
      macroF1: interval.nullable(),
      auc: interval.nullable(),
      ece: interval.nullable(),
    })
    .readonly(),
  confusion: z.object({ 1: row, 2: row, 3: row }).readonly(),
  majority: baseline,
  refusalRule: baseline,
};

/** How good a scorer was on labelled responses, as `flames scorers evaluate --json` prints it and manifests keep it. */
export const measuredQuality = z
  .object({
    ...measures,
    dimensions: z.array(z.object({ dimension: z.enum(DIMENSIONS), ...measures }).readonly()).readonly(),
  })
  .readonly();

export type MeasuredQuality = z.infer<typeof measuredQuality>;
/** The same for the whole or one dimension. */
export type Measures = Omit<MeasuredQuality, 'dimensions'>;
export type BaselineMeasures = z.infer<typeof baseline>;
