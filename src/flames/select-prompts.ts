import { hash } from 'node:crypto';
import { seededOrder } from '../seeded-order.ts';
import type { Steps } from '../steps.ts';
import { DIMENSIONS, type Dimension, isDimension } from './dimension.ts';
import type { Prompt } from './prompt.ts';
import {
  type EvenSubset,
  type ExplicitSubset,
  type Place,
  placeDimension,
  type Subset,
  subsetWord,
} from './subset.ts';

/** The seed that is used when nobody gives one: the same words then give everyone the same prompts. */
export const DEFAULT_SEED = 1;

/** A part of a subset that asked for more than there is. */
export interface ShortPart {
  readonly word: string;
  readonly asked: number;
  readonly available: number;
}

/** What a run asks, and what was asked for but is not there. */
export interface Selection<P extends Prompt> {
  /**
   * As they are asked: each dimension in its seeded order, all of them advancing together, so that a run that ends early has
   * some of each.
   */
  readonly prompts: readonly P[];
  readonly dimensions: readonly Dimension[];
  /** Explicit parts that ask for more than the set has. */
  readonly short: readonly ShortPart[];
}

/**
 * The prompts of a subset. For one seed each dimension has one fixed order (SHA-256 of seed, dimension and prompt) and a
 * subset takes a prefix of it, so a larger subset contains a smaller one and two models get the same questions. Of the
 * prompts one page at a time is looked at.
 */
export function* selectPrompts<P extends Prompt>(
  subset: Subset,
  pages: Iterable<readonly P[]>,
  seed: number,
): Steps<Selection<P>> {
  const ordered = yield* orderPrompts(pages, seed);
  const chosen = subset.kind === 'even' ? selectEven(subset, ordered) : selectExplicit(subset, ordered);
  const asked: (readonly P[])[] = [];
  for (const dimension of DIMENSIONS) {
    const parts = chosen.filter(({ place }) => placeDimension(place) === dimension);
    const picked = new Set(parts.flatMap(({ taken }) => taken));
    asked.push((ordered.get(dimension) ?? []).filter((prompt) => picked.has(prompt)));
    yield;
  }
  const dimensions = DIMENSIONS.filter((dimension) =>
    chosen.some(({ place, taken }) => taken.length > 0 && placeDimension(place) === dimension),
  );
  return {
    prompts: yield* inProportion(asked),
    dimensions,
    short: chosen.flatMap(({ place, taken, asked }) =>
      asked !== 'all' && subset.kind === 'explicit' && taken.length < asked
        ? [{ word: subsetWord(place), asked, available: taken.length }]
        : [],
    ),
  };
}

/** Merging so many holds nobody up. */
const MERGED_AT_ONCE = 5000;

/** Merges lists so that any beginning holds about the same share of each; their own orders stay. */
function* inProportion<P>(lists: readonly (readonly P[])[]): Steps<readonly P[]> {
  const taken = lists.map(() => 0);
  const merged: P[] = [];
  const total = lists.reduce((sum, { length }) => sum + length, 0);
  while (merged.length < total) {
    const shares = lists.map(({ length }, index) => ((taken[index] ?? 0) + 0.5) / length);
    const next = shares.indexOf(Math.min(...shares.filter((share) => share < 1)));
    merged.push(lists[next]?.[taken[next] ?? 0] as P);
    taken[next] = (taken[next] ?? 0) + 1;
    if (merged.length % MERGED_AT_ONCE === 0) yield;
  }
  return merged;
}

type Chosen<P> = { readonly place: Place; readonly taken: readonly P[]; readonly asked: number | 'all' };
type Ordered<P> = ReadonlyMap<Dimension, readonly P[]>;

const orderKey = (seed: number, prompt: Prompt): string =>
  hash('sha256', `${seed}\n${prompt.dimension}\n${prompt.text}`, 'hex');

function* orderPrompts<P extends Prompt>(pages: Iterable<readonly P[]>, seed: number): Steps<Ordered<P>> {
  const keyed: { readonly prompt: P; readonly key: string }[] = [];
  for (const page of pages) {
    if (keyed.length > 0) yield;
    for (const prompt of page) keyed.push({ prompt, key: orderKey(seed, prompt) });
  }
  const ordered = new Map<Dimension, P[]>(DIMENSIONS.map((dimension) => [dimension, []]));
  for (const { prompt } of yield* seededOrder(keyed)) ordered.get(prompt.dimension)?.push(prompt);
  yield;
  return ordered;
}

const ofPlace = <P extends Prompt>(place: Place, ordered: Ordered<P>): readonly P[] =>
  (ordered.get(placeDimension(place)) ?? []).filter(
    (prompt) => isDimension(place) || prompt.subcomponent === place,
  );

const selectExplicit = <P extends Prompt>(
  subset: ExplicitSubset,
  ordered: Ordered<P>,
): readonly Chosen<P>[] =>
  subset.parts.map(({ place, amount }) => {
    const all = ofPlace(place, ordered);
    return { place, asked: amount, taken: amount === 'all' ? all : all.slice(0, amount) };
  });

const selectEven = <P extends Prompt>(subset: EvenSubset, ordered: Ordered<P>): readonly Chosen<P>[] => {
  const places =
    subset.over.length > 0
      ? subset.over
      : DIMENSIONS.filter((dimension) => (ordered.get(dimension) ?? []).length > 0);
  const dimensions = DIMENSIONS.filter((dimension) =>
    places.some((place) => placeDimension(place) === dimension),
  );
  const available = dimensions.map((dimension) => {
    const wanted = places.filter((place) => placeDimension(place) === dimension);
    const all = ordered.get(dimension) ?? [];
    if (wanted.includes(dimension)) return all;
    const parts = wanted.map((place) => new Set(ofPlace(place, ordered)));
    return all.filter((prompt) => parts.some((part) => part.has(prompt)));
  });
  const { size } = subset;
  const total =
    size.kind === 'all'
      ? Number.POSITIVE_INFINITY
      : size.kind === 'total'
        ? size.amount
        : size.amount * (subset.over.length > 0 ? dimensions.length : DIMENSIONS.length);
  const amounts = spreadEvenly(
    total,
    available.map((prompts) => prompts.length),
  );
  return dimensions.map((dimension, index) => ({
    place: dimension,
    asked: 'all',
    taken: (available[index] ?? []).slice(0, amounts[index]),
  }));
};

/**
 * Shares `total` as equally as `capacities` allow: all rise together, the full ones stop, the last few go to the first.
 * A larger total never takes from anyone, which makes every subset a prefix of the larger ones.
 */
export const spreadEvenly = (total: number, capacities: readonly number[]): readonly number[] => {
  const amounts = capacities.map(() => 0);
  let left = Math.min(
    total,
    capacities.reduce((sum, capacity) => sum + capacity, 0),
  );
  while (left > 0) {
    const open = capacities.flatMap((capacity, index) =>
      capacity > (amounts[index] ?? 0) ? [{ index, room: capacity - (amounts[index] ?? 0) }] : [],
    );
    const level = Math.min(Math.floor(left / open.length), ...open.map(({ room }) => room));
    const takers = level > 0 ? open : open.slice(0, left);
    for (const { index } of takers) amounts[index] = (amounts[index] ?? 0) + Math.max(level, 1);
    left -= takers.length * Math.max(level, 1);
  }
  return amounts;
};
