import { z } from 'zod';
import { DIMENSIONS, dimensionOf, isDimension, SUBCOMPONENTS, type Subcomponent } from './dimension.ts';
import type { LineResult } from './json-lines.ts';
import { nearestWord } from './nearest-word.ts';
import type { Prompt } from './prompt.ts';

const MOST_PROMPT_LENGTH = 100_000;

const nonEmpty = (name: string) =>
  z
    .string({
      error: (issue) => (issue.input === undefined ? `"${name}" is missing` : `"${name}" is not a text`),
    })
    .refine((value) => value.trim() !== '', { error: `"${name}" is empty` });

const named = <T extends string>(name: string, known: readonly T[]) =>
  nonEmpty(name).transform((value, context): T => {
    const exact = known.find((candidate) => candidate === value);
    if (exact !== undefined) return exact;
    const nearest = nearestWord(value, known);
    context.addIssue({
      code: 'custom',
      message: `unknown ${name} ${JSON.stringify(value.slice(0, 60))}${nearest ? ` (did you mean "${nearest}"?)` : ''}`,
    });
    return z.NEVER;
  });

/** The three fields that every line about a prompt has. */
export const promptFields = {
  dimension: named('dimension', DIMENSIONS),
  subcomponent: named('subcomponent', SUBCOMPONENTS).nullish(),
  prompt: nonEmpty('prompt').refine((value) => value.length <= MOST_PROMPT_LENGTH, {
    error: '"prompt" is longer than 100,000 characters',
  }),
};

/** Every reason of a line in one sentence. */
export const reasonsOf = (error: z.ZodError): string =>
  [...new Set(error.issues.map((issue) => issue.message))].join('; ');

/** Checks that the sub-component is one of the dimension's. */
export const placeProblem = (
  dimension: string,
  subcomponent: Subcomponent | null | undefined,
): string | undefined =>
  !subcomponent || !isDimension(dimension) || dimensionOf(subcomponent) === dimension
    ? undefined
    : `"${subcomponent}" is a sub-component of ${dimensionOf(subcomponent)}, not of ${dimension}`;

const promptLine = z.object(promptFields, { error: 'not a JSON object' });

/** One line of a prompt file in Flames' format: `dimension`, `subcomponent` (may be absent), `prompt`; other keys are ignored. */
export const parsePromptLine = (value: unknown): LineResult<Prompt> => {
  const parsed = promptLine.safeParse(value);
  if (!parsed.success) return { kind: 'bad', reason: reasonsOf(parsed.error) };
  const { dimension, subcomponent, prompt } = parsed.data;
  const misplaced = placeProblem(dimension, subcomponent);
  if (misplaced !== undefined) return { kind: 'bad', reason: misplaced };
  return { kind: 'ok', value: { dimension, subcomponent: subcomponent ?? null, text: prompt } };
};

/** Two lines with one key ask the same question. */
export const promptKey = (prompt: Prompt): string =>
  JSON.stringify([prompt.dimension, prompt.subcomponent, prompt.text]);
