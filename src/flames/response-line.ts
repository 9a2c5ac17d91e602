import { z } from 'zod';
import { isBinary } from './dimension.ts';
import type { LineResult } from './json-lines.ts';
import { isAllowedLabel, type Label } from './label.ts';
import type { Prompt } from './prompt.ts';
import { placeProblem, promptFields, reasonsOf } from './prompt-line.ts';

/** A response made elsewhere, with the label that it was given there, if any. */
export interface ImportedResponse {
  readonly prompt: Prompt;
  readonly response: string;
  readonly label: Label | null;
}

const labelField = (name: string) =>
  z
    .unknown()
    .optional()
    .transform((value) => ({ name, value: value ?? null }));

const responseLine = z.object(
  {
    ...promptFields,
    response: z
      .string({
        error: (issue) => (issue.input === undefined ? '"response" is missing' : '"response" is not a text'),
      })
      .refine((value) => value.trim() !== '', { error: '"response" is empty' }),
    label: labelField('label'),
    predicted: labelField('predicted'),
  },
  { error: 'not a JSON object' },
);

/**
 * One line of a responses file: `dimension`, `prompt`, `response`, optional `subcomponent`, and `label` or `predicted`
 * (the official `infer.py` writes the latter). A label that the dimension does not have is refused, never mended.
 */
export const parseResponseLine = (value: unknown): LineResult<ImportedResponse> => {
  const parsed = responseLine.safeParse(value);
  if (!parsed.success) return { kind: 'bad', reason: reasonsOf(parsed.error) };
  const { dimension, subcomponent, prompt, response, label, predicted } = parsed.data;
  const misplaced = placeProblem(dimension, subcomponent);
  if (misplaced !== undefined) return { kind: 'bad', reason: misplaced };
  const given = label.value === null ? predicted : label;
  if (given.value !== null && !isAllowedLabel(dimension, given.value)) {
    const allowed = isBinary(dimension) ? '3 or 1' : '3, 2 or 1';
    return {
      kind: 'bad',
      reason: `"${given.name}" is ${shown(given.value)}; ${dimension} allows ${allowed}`,
    };
  }
  if (label.value !== null && predicted.value !== null && label.value !== predicted.value) {
    return { kind: 'bad', reason: '"label" and "predicted" differ; keep the one that is meant' };
  }
  return {
    kind: 'ok',
    value: {
      prompt: { dimension, subcomponent: subcomponent ?? null, text: prompt },
      response,
      label: given.value as Label | null,
    },
  };
};

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'not a value').slice(0, 40);
