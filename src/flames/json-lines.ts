/** A line that was refused: its number as an editor counts, and why. */
export interface LineProblem {
  readonly line: number;
  readonly reason: string;
}

export type LineResult<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'bad'; readonly reason: string };

/** A file of JSON Lines, all of it: every value, or every problem. Nothing of a file with a bad line is used. */
export type ParsedLines<T> =
  | { readonly kind: 'ok'; readonly values: readonly T[] }
  | { readonly kind: 'bad'; readonly problems: readonly LineProblem[] };

const MOST_LINE_LENGTH = 4_000_000;

/**
 * Parses JSON Lines. Empty lines, a byte order mark and Windows line ends are tolerated; `parse` decides about each
 * object and `keyOf` names it, so that a second line with the same key is refused.
 */
export const parseJsonLines = <T>(
  text: string,
  parse: (value: unknown) => LineResult<T>,
  keyOf: (value: T) => string,
): ParsedLines<T> => {
  const values: T[] = [];
  const problems: LineProblem[] = [];
  const firstLine = new Map<string, number>();
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (raw.trim() === '') continue;
    const result = onceOnly(parseLine(raw, parse), keyOf, firstLine, index + 1);
    if (result.kind === 'ok') values.push(result.value);
    else problems.push({ line: index + 1, reason: result.reason });
  }
  return problems.length > 0 ? { kind: 'bad', problems } : { kind: 'ok', values };
};

const onceOnly = <T>(
  result: LineResult<T>,
  keyOf: (value: T) => string,
  firstLine: Map<string, number>,
  line: number,
): LineResult<T> => {
  if (result.kind === 'bad') return result;
  const key = keyOf(result.value);
  const earlier = firstLine.get(key);
  if (earlier !== undefined) return { kind: 'bad', reason: `the same prompt as line ${earlier}` };
  firstLine.set(key, line);
  return result;
};

const parseLine = <T>(raw: string, parse: (value: unknown) => LineResult<T>): LineResult<T> => {
  if (raw.length > MOST_LINE_LENGTH) return { kind: 'bad', reason: 'longer than 4,000,000 characters' };
  try {
    return parse(JSON.parse(raw));
  } catch {
    return { kind: 'bad', reason: 'not valid JSON' };
  }
};
