import fc from 'fast-check';

/** Inputs for each parser: 2,000 in `npm test`, 100,000 in `npm run torture`. */
export const INPUTS = Number(process.env['TORTURE_INPUTS'] ?? 2000);

type Path = readonly (string | number)[];

const pathsOf = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
    : [path];

const changed = (value: unknown, [first, ...rest]: Path, by: unknown): unknown => {
  if (first === undefined) return by;
  const inner = (value as Record<string, unknown> | undefined)?.[first];
  if (Array.isArray(value))
    return value.map((each, at) => (String(at) === first ? changed(each, rest, by) : each));
  return { ...(value as object), [first]: changed(inner, rest, by) };
};

/** What people type when they mean harm: markup, controls, other scripts, numbers that are none, very much of it. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '\u0000',
    '\u001b[2J',
    '<!channel>',
    '@everyone',
    '=1+1',
    '../..',
    '9'.repeat(30),
    'NaN',
    '-1',
    '1e999',
    '９',
  ),
  fc
    .tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.nat(3000))
    .map(([part, times]) => part.repeat(times)),
);

const anything = fc.oneof(hostileText, fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined), fc.double());

/** A payload as it comes, and what becomes of it when somebody puts other things into it at up to four places. */
export const mutated = (samples: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc
    .constantFrom(...samples)
    .chain((sample) =>
      fc
        .array(fc.tuple(fc.constantFrom(...pathsOf(sample)), anything), { maxLength: 4 })
        .map((changes) => changes.reduce<unknown>((value, [path, by]) => changedAt(value, path, by), sample)),
    );

/** A place that an earlier change took away is left alone. */
const changedAt = (value: unknown, path: Path, by: unknown): unknown => {
  const isThere = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], value);
  return path.length > 0 && (typeof isThere !== 'object' || isThere === null)
    ? value
    : changed(value, path, by);
};
