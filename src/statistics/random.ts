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

const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** xoshiro128** 1.1 by Blackman and Vigna (2018, public domain); its state is the start of SHA-256 of the seed. */
const createBits = (seed: string): (() => number) => {
  const digest = createHash('sha256').update(seed).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let d = digest.readInt32LE(12);
  return () => {
    const word = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return word;
  };
};

/** A stream that `seed` decides, any text. */
export const createRandom = (seed: string): Random => {
  const bits = createBits(seed);
  const integer = (below: number): number => {
    const fair = 2 ** 32 - (2 ** 32 % below);
    let word = bits();
    while (word >= fair) word = bits();
    return word % below;
  };
  return {
    bits,
    uniform: () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53,
    integer,
    shuffle: <T>(items: readonly T[]): T[] => {
      const rest = [...items];
      return items.flatMap(() => rest.splice(integer(rest.length), 1));
    },
  };
};
