import type { YAMLError } from 'yaml';
import { z } from 'zod';
import { configSchema } from './config-schema.ts';
import { nearestWord } from './flames/nearest-word.ts';
import { mistakesOf, problem } from './problem.ts';
import type { Sayable } from './texts/problems.ts';

/** A mistake at a place of the file, such as `models.a.baseUrl`; the whole file without one. */
export const placed = (at: string, what: Sayable): Sayable => problem('placed', { at, problem: what });

/** What the schema of the configuration found, a sentence a setting. */
export const schemaMistakes = (error: z.ZodError): readonly Sayable[] =>
  mistakesOf(error).flatMap(({ path, keys, problem: what }) =>
    keys.length === 0
      ? [placed(path.join('.'), what)]
      : keys.map((key) => placed([...path, key].join('.'), unknownKey(key, knownKeys(configSchema, path)))),
  );

const unknownKey = (key: string, known: readonly string[]): Sayable =>
  problem('unknown-key', { nearest: nearestWord(key, known), known });

/** The settings that may stand at a place of the file. */
const knownKeys = (schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return knownKeys(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion)
    return [...new Set(schema.options.flatMap((each) => knownKeys(each, path)))];
  const [step, ...rest] = path;
  if (schema instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(schema.shape);
    const inner: z.core.$ZodType | undefined = schema.shape[String(step)];
    return inner === undefined ? [] : knownKeys(inner, rest);
  }
  if (step !== undefined && schema instanceof z.ZodArray) return knownKeys(schema.element, rest);
  return step !== undefined && schema instanceof z.ZodRecord ? knownKeys(schema.valueType, rest) : [];
};

/** What is no YAML, each with its place. */
export const yamlMistakes = (errors: readonly YAMLError[]): readonly Sayable[] =>
  errors.map(({ code, linePos }) => {
    const what = problem(YAML_PROBLEMS[code] ?? 'yaml-broken', undefined);
    const start = linePos?.[0];
    return start === undefined
      ? placed('', what)
      : problem('at-line', { line: start.line, column: start.col, problem: what });
  });

const YAML_PROBLEMS: Readonly<Partial<Record<string, 'yaml-key-twice' | 'yaml-tab'>>> = {
  DUPLICATE_KEY: 'yaml-key-twice',
  TAB_AS_INDENT: 'yaml-tab',
};
