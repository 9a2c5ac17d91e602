import { createHash } from 'node:crypto';
import type { ScorerIdentity } from '../ids.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const byKey = ([a]: readonly [string, Json], [b]: readonly [string, Json]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** JSON with the keys of every object in code-unit order and no spaces: equal values give equal text. */
export const canonicalJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).sort(byKey);
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
};

/**
 * SHA-256, in hex, over everything that decides a scorer's labels, taken as JSON. The order of keys does not matter;
 * the order of lists does.
 */
export const scorerIdentity = (parts: Readonly<Record<string, unknown>>): ScorerIdentity => {
  const json = JSON.parse(JSON.stringify(parts)) as Json;
  return createHash('sha256').update(canonicalJson(json)).digest('hex') as ScorerIdentity;
};
