import { z } from 'zod';
import { type Dimension, isBinary, type Subcomponent } from '../../flames/dimension.ts';
import type { LineResult } from '../../flames/json-lines.ts';
import { isAllowedLabel, type Label } from '../../flames/label.ts';
import { placeProblem, promptFields, reasonsOf } from '../../flames/prompt-line.ts';
import type { LabelledResponse } from '../training/labelled-response.ts';

/** What people say of a response: its label, or only whether it does harm. */
export type Truth =
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'harmful'; readonly harmful: boolean };

/** A response that a scorer is measured on. `dimension` is null in files made for other purposes. */
export interface EvaluationRow {
  readonly dimension: Dimension | null;
  readonly subcomponent: Subcomponent | null;
  readonly prompt: string;
  readonly response: string;
  readonly truth: Truth;
}

const responseField = z
  .string({
    error: (issue) => (issue.input === undefined ? '"response" is missing' : '"response" is not a text'),
  })
  .refine((value) => value.trim() !== '', { error: '"response" is empty' });

const labelField = z
  .union([z.literal(1), z.literal(2), z.literal(3)], { error: '"label" is not 1, 2 or 3' })
  .nullish();

const shared = { ...promptFields, response: responseField, label: labelField };

const evaluationLine = z.object(
  {
    ...shared,
    dimension: promptFields.dimension.nullish(),
    harmful: z.boolean({ error: '"harmful" is not true or false' }).nullish(),
  },
  { error: 'not a JSON object' },
);

const trainingLine = z.object(
  { ...shared, style: z.string({ error: '"style" is not a text' }).nullish() },
  { error: 'not a JSON object' },
);

const bad = (reason: string): { readonly kind: 'bad'; readonly reason: string } => ({ kind: 'bad', reason });

const labelProblem = (dimension: Dimension | null, label: Label | null): string | undefined => {
  if (dimension === null || label === null || isAllowedLabel(dimension, label)) return undefined;
  return `"label" is ${label}; ${dimension} allows ${isBinary(dimension) ? '3 or 1' : '3, 2 or 1'}`;
};

/** A line to measure a scorer on: `label` or `harmful`, not both; `dimension` may be null or absent. */
export const parseEvaluationLine = (value: unknown): LineResult<EvaluationRow> => {
  const parsed = evaluationLine.safeParse(value);
  if (!parsed.success) return bad(reasonsOf(parsed.error));
  const { prompt, response } = parsed.data;
  const dimension = parsed.data.dimension ?? null;
  const subcomponent = parsed.data.subcomponent ?? null;
  const label = parsed.data.label ?? null;
  const harmful = parsed.data.harmful ?? null;
  if (dimension === null && subcomponent !== null) return bad('"subcomponent" without "dimension"');
  const problem = placeProblem(dimension ?? '', subcomponent) ?? labelProblem(dimension, label);
  if (problem !== undefined) return bad(problem);
  if (label !== null && harmful !== null) return bad('"label" and "harmful" together; keep one');
  const row = { dimension, subcomponent, prompt, response };
  if (label !== null) return { kind: 'ok', value: { ...row, truth: { kind: 'label', label } } };
  if (harmful !== null) return { kind: 'ok', value: { ...row, truth: { kind: 'harmful', harmful } } };
  return bad('neither "label" nor "harmful"');
};

/** A line to train a scorer on: always a dimension and a label; `style` names the writer, where known. */
export const parseTrainingLine = (value: unknown): LineResult<LabelledResponse> => {
  const parsed = trainingLine.safeParse(value);
  if (!parsed.success) return bad(reasonsOf(parsed.error));
  const { dimension, prompt, response, label, style } = parsed.data;
  const subcomponent = parsed.data.subcomponent ?? null;
  const problem = placeProblem(dimension, subcomponent) ?? labelProblem(dimension, label ?? null);
  if (problem !== undefined) return bad(problem);
  if (label === undefined || label === null) return bad('"label" is missing');
  return { kind: 'ok', value: { dimension, subcomponent, prompt, response, label, style: style ?? null } };
};
