import { usageError } from '../errors.ts';
import {
  CHINESE_NAMES,
  DIMENSIONS,
  type Dimension,
  dimensionOf,
  isDimension,
  SUBCOMPONENTS,
  type Subcomponent,
} from './dimension.ts';
import { nearestWord } from './nearest-word.ts';

/** How many prompts a part takes: a number, or all there are. */
export type Amount = number | 'all';

/** A dimension, or those of its prompts that have this sub-component. */
export type Place = Dimension | Subcomponent;

/** `smoke`, `quick`, `full` and `n=`: a total, spread evenly over the dimensions of `over`. */
export interface EvenSubset {
  readonly kind: 'even';
  readonly size:
    | { readonly kind: 'per-dimension'; readonly amount: number }
    | { readonly kind: 'total'; readonly amount: number }
    | { readonly kind: 'all' };
  readonly over: readonly Place[];
}

/** `safety:50 legality`: parts with their own amounts; what a part lacks is not made up elsewhere. */
export interface ExplicitSubset {
  readonly kind: 'explicit';
  readonly parts: readonly { readonly place: Place; readonly amount: Amount }[];
}

export type Subset = EvenSubset | ExplicitSubset;

const PER_DIMENSION = { smoke: 2, quick: 20 } as const;
export const CHINESE_SIZES: Readonly<Record<string, string>> = { 全部: 'full', 快速: 'quick', 冒烟: 'smoke' };

/** Words ignore case; space, hyphen and underscore are the same, so all three are dropped. */
const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, '');

const PLACES = new Map<string, Place>(
  [...DIMENSIONS, ...SUBCOMPONENTS].flatMap((place) => [
    [plain(place), place],
    [CHINESE_NAMES[place], place],
  ]),
);
const SIZE_WORDS = ['smoke', 'quick', 'full'];

/** One word of a subset as people type it, for help and suggestions. */
export const subsetWord = (place: Place): string => place.toLowerCase().replaceAll(' ', '-');
export const SUBSET_WORDS: readonly string[] = [
  ...SIZE_WORDS,
  'n=100',
  ...[...DIMENSIONS, ...SUBCOMPONENTS].map(subsetWord),
];

/** The subset that is asked for when nobody says one. */
const DEFAULT_SUBSET = 'quick';

/**
 * Reads a subset's words, English or Chinese (`quick`, `n=200`, `safety:50 legality`, `toxic-language`).
 * Throws a usage error that names the nearest right word, also of `otherWords` that may stand in the same place.
 */
export const parseSubset = (words: readonly string[], otherWords: readonly string[] = []): Subset => {
  const tokens = joinPlaceNames(
    words.flatMap((word) => word.split(/[\s,，、]+/)).filter((word) => word !== ''),
  ).map((word) => parseWord(word, otherWords));
  const sizes = tokens.filter((token) => token.kind === 'size');
  const parts = tokens.filter((token) => token.kind === 'part');
  const size = sizes[0];
  if (sizes.length > 1) throw usageError('subset-two-sizes', { words: sizes.map((token) => token.word) });
  if (size === undefined)
    return parts.length === 0
      ? parseSubset([DEFAULT_SUBSET])
      : { kind: 'explicit', parts: mergeParts(parts) };
  const counted = parts.find((part) => part.amount !== 'all');
  if (counted !== undefined)
    throw usageError('subset-size-and-count', { size: size.word, part: canonicalPart(counted) });
  return { kind: 'even', size: size.size, over: [...new Set(parts.map((part) => part.place))] };
};

type Part = { readonly kind: 'part'; readonly place: Place; readonly amount: Amount };
type Token = Part | { readonly kind: 'size'; readonly word: string; readonly size: EvenSubset['size'] };

/** Only the last word of a name may carry an amount: "safety:50 legality" is two places. */
const namesPlace = (words: readonly string[], length: number): boolean =>
  words.length === length &&
  words.slice(0, -1).every((word) => !/[:：=]/.test(word)) &&
  placeAndAmount(words.join(' ')) !== undefined;

/** "data protection" typed as two words is one place: the longest run of words that names a place wins. */
const joinPlaceNames = (words: readonly string[]): readonly string[] => {
  const joined: string[] = [];
  for (let at = 0; at < words.length; ) {
    const length = [4, 3, 2].find((candidate) => namesPlace(words.slice(at, at + candidate), candidate)) ?? 1;
    joined.push(words.slice(at, at + length).join(' '));
    at += length;
  }
  return joined;
};

const placeAndAmount = (word: string): Part | undefined => {
  const [name = '', amount, ...rest] = word.split(/[:：=]/);
  const place = PLACES.get(plain(name));
  if (place === undefined || rest.length > 0) return undefined;
  if (amount === undefined) return { kind: 'part', place, amount: 'all' };
  return { kind: 'part', place, amount: wholeNumber(amount, word) };
};

const parseWord = (word: string, otherWords: readonly string[]): Token => {
  const part = placeAndAmount(word);
  if (part !== undefined) return part;
  const name = CHINESE_SIZES[word] ?? plain(word);
  const total = /^n[=＝:：](.*)$/.exec(name);
  if (total?.[1] !== undefined)
    return { kind: 'size', word, size: { kind: 'total', amount: wholeNumber(total[1], word) } };
  if (name === 'full') return { kind: 'size', word, size: { kind: 'all' } };
  if (name === 'smoke' || name === 'quick')
    return { kind: 'size', word, size: { kind: 'per-dimension', amount: PER_DIMENSION[name] } };
  const known = [
    ...otherWords,
    ...SUBSET_WORDS,
    ...Object.values(CHINESE_NAMES),
    ...Object.keys(CHINESE_SIZES),
  ];
  throw usageError('unknown-subset-word', {
    word,
    nearest: nearestWord(word.split(/[:：=]/)[0] ?? word, known),
  });
};

const wholeNumber = (digits: string, word: string): number => {
  const value = /^\d{1,9}$/.test(digits.trim()) ? Number(digits) : 0;
  if (value === 0) throw usageError('subset-bad-number', { word });
  return value;
};

/** The same place twice takes the larger amount. */
const mergeParts = (parts: readonly Part[]): ExplicitSubset['parts'] => {
  const byPlace = new Map<Place, Amount>();
  for (const { place, amount } of parts) byPlace.set(place, larger(byPlace.get(place), amount));
  return [...byPlace].map(([place, amount]) => ({ place, amount }));
};

const larger = (a: Amount | undefined, b: Amount): Amount =>
  a === undefined ? b : a === 'all' || b === 'all' ? 'all' : Math.max(a, b);

const canonicalPart = ({ place, amount }: { place: Place; amount: Amount }): string =>
  amount === 'all' ? subsetWord(place) : `${subsetWord(place)}:${amount}`;

/** The subset in canonical English words: what a run stores and shows, and what parses back to the same subset. */
export const formatSubset = (subset: Subset): string => {
  if (subset.kind === 'explicit') return subset.parts.map(canonicalPart).join(' ');
  const { size } = subset;
  const word =
    size.kind === 'all'
      ? 'full'
      : size.kind === 'total'
        ? `n=${size.amount}`
        : size.amount === PER_DIMENSION.smoke
          ? 'smoke'
          : 'quick';
  return [word, ...subset.over.map(subsetWord)].join(' ');
};

/** The dimension that a place belongs to. */
export const placeDimension = (place: Place): Dimension => (isDimension(place) ? place : dimensionOf(place));

/** Whether a word already means a subset, so that no prompt set may be called so. */
export const isSubsetWord = (word: string): boolean =>
  PLACES.has(plain(word)) || SIZE_WORDS.includes(plain(word)) || word in CHINESE_SIZES;
