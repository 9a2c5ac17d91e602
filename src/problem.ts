import type { z } from 'zod';
import { askTexts, type Found, problemTexts, type Sayable } from './texts/problems.ts';

type ProblemKey = keyof (typeof problemTexts)['en'];
type ProblemValues<Key extends ProblemKey> = Parameters<(typeof problemTexts)['en'][Key]>[0];
export type Ask = keyof (typeof askTexts)['en'];
type Issue = z.core.$ZodIssue;

/** A part of a sentence of the catalogue, to be said in the reader's language. */
export const problem = <Key extends ProblemKey>(key: Key, values: ProblemValues<Key>): Sayable => ({
  in: (locale) => (problemTexts[locale][key] as (values: ProblemValues<Key>) => string)(values),
});

/** What a schema says when its rule is broken: the name of a sentence in the catalogue, which `mistakesOf` finds again. */
export const ask = (key: Ask): string => key;

const asked = (key: Ask): Sayable => ({ in: (locale) => askTexts[locale][key] });

/** What is wrong at one place of something that was given. */
export interface Mistake {
  readonly path: readonly PropertyKey[];
  /** Nothing stands there. */
  readonly missing: boolean;
  /** Keys that are not known there. */
  readonly keys: readonly string[];
  /** What is asked for. */
  readonly ask: Sayable;
  /** What was found, and what is asked for. */
  readonly problem: Sayable;
}

/**
 * The mistakes that a schema found, in our words and never in the library's. Parse with `{ reportInput: true }`: what was
 * found is told from what is missing by it.
 */
export const mistakesOf = ({ issues }: { readonly issues: readonly Issue[] }): readonly Mistake[] =>
  issues.flatMap((issue) => deepest(issue)).map(mistakeOf);

const UNKNOWN: Mistake = {
  path: [],
  missing: false,
  keys: [],
  ask: asked('something-else'),
  problem: asked('something-else'),
};

/** The first of `mistakesOf`. */
export const firstMistake = (error: { readonly issues: readonly Issue[] }): Mistake =>
  mistakesOf(error)[0] ?? UNKNOWN;

/** Of a choice between shapes, the mistakes within the shape that was most likely meant; of a key, what is wrong with it. */
const deepest = (issue: Issue): readonly Issue[] => {
  const within =
    issue.code === 'invalid_union'
      ? issue.errors.find((branch) => branch.some(({ path }) => path.length > 0))
      : issue.code === 'invalid_key'
        ? issue.issues
        : undefined;
  return within === undefined
    ? [issue]
    : within.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
};

const mistakeOf = (issue: Issue): Mistake => {
  const ask = askOf(issue);
  const { path } = issue;
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  // a rule over several settings was given all of them, not the one that it is about
  if (issue.code === 'custom') return { path, keys, missing: false, ask, problem: ask };
  const found = foundIn(issue);
  return {
    path,
    keys,
    missing: found.kind === 'missing',
    ask,
    problem: problem('instead', { found, ask }),
  };
};

const isAsk = (message: string): message is Ask => Object.hasOwn(askTexts.en, message);

const askOf = (issue: Issue): Sayable => {
  if (isAsk(issue.message)) return asked(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return asked(TYPES[issue.expected] ?? 'something-else');
    case 'too_small':
      return limit(issue.minimum, LEAST[issue.origin] ?? (issue.inclusive ? 'at-least' : 'above'));
    case 'too_big':
      return limit(issue.maximum, MOST[issue.origin] ?? (issue.inclusive ? 'at-most' : 'below'));
    case 'invalid_value':
      return problem('one-of', { choices: issue.values.map(String) });
    case 'invalid_union':
      return problem('one-of', { choices: choicesOf(issue) });
    default:
      return asked('something-else');
  }
};

const TYPES: Readonly<Record<string, Ask>> = {
  string: 'a-text',
  number: 'a-number',
  int: 'a-whole-number',
  boolean: 'true-or-false',
  array: 'a-list',
  object: 'settings',
  record: 'settings',
};
const LEAST: Readonly<Record<string, 'least-characters' | 'least-entries'>> = {
  string: 'least-characters',
  array: 'least-entries',
};
const MOST: Readonly<Record<string, 'most-characters' | 'most-entries'>> = {
  string: 'most-characters',
  array: 'most-entries',
};

type Limit = 'above' | 'below' | 'at-least' | 'at-most' | (typeof LEAST)[string] | (typeof MOST)[string];

const limit = (value: number | bigint, key: Limit): Sayable =>
  key === 'least-characters' && Number(value) === 1
    ? asked('not-empty')
    : problem(key, { limit: String(value) });

const choicesOf = (issue: Extract<Issue, { code: 'invalid_union' }>): readonly string[] =>
  'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];

const MOST_SHOWN = 40;

const foundIn = (issue: Issue): Found => {
  const given =
    issue.code === 'invalid_union' && issue.discriminator !== undefined ? valueAt(issue) : issue.input;
  if (typeof given === 'string') return foundText(given, issue);
  if (given === undefined) return { kind: 'missing' };
  if (given === null) return { kind: 'empty' };
  if (Number.isNaN(given)) return { kind: 'no-number' };
  if (Array.isArray(given))
    return { kind: issue.code === 'too_small' && given.length === 0 ? 'empty' : 'list' };
  return typeof given === 'object' ? { kind: 'settings' } : { kind: 'shown', text: String(given) };
};

const valueAt = ({ input, discriminator = '' }: Extract<Issue, { code: 'invalid_union' }>): unknown =>
  (input as Readonly<Record<string, unknown>> | undefined)?.[discriminator];

/** A text that may be a secret in the wrong place, or an address with a password, is not repeated. */
const foundText = (text: string, { message, code }: Issue): Found => {
  if (text.trim() === '') return { kind: 'empty' };
  if (code === 'too_big') return { kind: 'long-text', characters: Array.from(text).length };
  if (message === ask('variable-name') || text.includes('@') || text.length > MOST_SHOWN)
    return { kind: 'text' };
  return { kind: 'shown', text: JSON.stringify(text) };
};
