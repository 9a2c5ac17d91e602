import type { Secret } from '../../src/secret.ts';

const HIDDEN = '[secret]';
/** Shorter values would cut up ordinary words. */
const LEAST_LENGTH = 6;

/** What keys of chat platforms, model endpoints and addresses with a password look like, wherever they come from. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:xox[a-z]|xapp)-[\w-]+/g, HIDDEN],
  [/\bsk-[\w-]{8,}/g, HIDDEN],
  [/\b(Bearer|Bot|Basic) +[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, HIDDEN],
  [/(\b[a-z][a-z\d+.-]{0,15}:\/\/[^\s:@/"]{0,200}):[^\s@/"]{1,500}@/gi, `$1:${HIDDEN}@`],
];

/** Takes secrets out of a line: the given values, also as JSON writes them, and whatever looks like a key. */
export const createRedaction = (secrets: readonly Secret[]): ((line: string) => string) => {
  const values = secrets
    .map((secret) => secret.reveal())
    .filter((value) => value.length >= LEAST_LENGTH)
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length);
  return (line) => {
    const known = values.reduce((text, value) => text.replaceAll(value, HIDDEN), line);
    return SHAPES.reduce((text, [shape, instead]) => text.replace(shape, instead), known);
  };
};
