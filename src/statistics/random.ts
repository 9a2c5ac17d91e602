import { createHash } from 'node:crypto';

/** A stream of pseudo-random numbers: the same seed gives the same stream on every machine. Not for secrets. */
export interface Random {
  /** An integer from 0 to 2^32 − 1. */
  bits(): number;
  /** From 0 to below 1, in steps of 2^−53. */
  uniform(): number;
  /** An integer from 0 to below `below` (1 to 2^32), each equally likely. */
  integer(below: number): number;
  /** A new list with the items in random order; each order is equally likely (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * Fills lists with the words of a stream, one list after the other: xoshiro128** 1.1 by Blackman and Vigna (2018, public
 * domain), whose state is the start of SHA-256 of the seed.
 */
export const createWords = (seed: string): ((words: Uint32Array) => void) => {
  const digest = createHash('sha256').update(seed).digest();
  const state = Int32Array.from([0, 4, 8, 12], (at) => digest.readInt32LE(at));
  return (words) => {
    // locals and no calls: a process that just started makes its 200,000 words before the compiler has looked at this
    let [a, b, c, d] = [state[0] as number, state[1] as number, state[2] as number, state[3] as number];
    for (let at = 0; at < words.length; at += 1) {
      const product = Math.imul(b, 5);
      words[at] = Math.imul((product << 7) | (product >>> 25), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
    }
    state.set([a, b, c, d]);
  };
};

/** From 0 to below 1, in steps of 2^−53, of two words. */
export const uniformOf = (high: number, low: number): number =>
  ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;

const WORDS_AT_ONCE = 256;

/** A stream that `seed` decides, any text. */
export const createRandom = (seed: string): Random => {
  const makeWords = createWords(seed);
  const words = new Uint32Array(WORDS_AT_ONCE);
  let next = words.length;
  const bits = (): number => {
    if (next === words.length) {
      makeWords(words);
      next = 0;
    }
    return words[next++] as number;
  };
  const integer = (below: number): number => {
    const fair = 2 ** 32 - (2 ** 32 % below);
    let word = bits();
    while (word >= fair) word = bits();
    return word % below;
  };
  return {
    bits,
    uniform: () => uniformOf(bits(), bits()),
    integer,
    shuffle: <T>(items: readonly T[]): T[] => {
      const rest = [...items];
      return items.flatMap(() => rest.splice(integer(rest.length), 1));
    },
  };
};
