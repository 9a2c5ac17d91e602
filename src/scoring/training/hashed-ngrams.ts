import { cleanResponse } from '../clean-response.ts';
import { type CueWords, createCueScanner } from './scan-cues.ts';
import { normaliseText } from './text-parts.ts';
import { VIEW_NAMES, type ViewName, viewResponse } from './views.ts';

/** Everything that decides the features of a prompt with a response. */
export interface HashedNgrams {
  readonly kind: 'hashed-ngrams';
  /** Rows of the weight table; a power of two. */
  readonly buckets: number;
  /** The length of a view's feature vector; a view that is not named counts nothing. */
  readonly views: Readonly<Partial<Record<ViewName, number>>>;
  readonly cues: CueWords;
}

/** A sparse vector: ascending bucket numbers and their values, never empty. */
export interface Features {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

export interface FeatureText {
  readonly prompt: string;
  readonly response: string;
}

/** FNV-1a over UTF-16 units, mixed once more (the first half of MurmurHash3's finaliser): 0 to 2^32 − 1. */
export const hashText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/** Cuts a response's end off; the prompt is never cut. */
const truncateResponse = (response: string, most: number): string =>
  response.length <= most ? response : response.slice(0, most);

/**
 * Turns prompts with responses into features. Each view is a vector of the length that `views` says, spread evenly over
 * its different features, whatever the response's length. `most`: characters of the response that are read.
 */
export const createHashedNgrams = (spec: HashedNgrams, most: number): ((text: FeatureText) => Features) => {
  const scan = createCueScanner(spec.cues);
  return ({ prompt, response }) => {
    const read = truncateResponse(cleanResponse(response), most);
    const views = viewResponse({ prompt: normaliseText(prompt), response: normaliseText(read), scan });
    const sums = new Map<number, number>([[0, 0]]);
    for (const name of VIEW_NAMES) {
      const weight = spec.views[name];
      const hashes = new Set(
        weight === undefined ? [] : views[name].map((text) => hashText(`${name}:${text}`)),
      );
      const value = (weight ?? 0) / Math.sqrt(hashes.size);
      for (const hash of hashes) sums.set(hash % spec.buckets, (sums.get(hash % spec.buckets) ?? 0) + value);
    }
    const indices = Int32Array.from(sums.keys()).sort();
    return { indices, values: Float64Array.from(indices, (index) => sums.get(index) ?? 0) };
  };
};
