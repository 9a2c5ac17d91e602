import { type PairedTable, pairs } from './newcombe-paired.ts';
import { createRandom, type Random } from './random.ts';

const FLIPS = 9_999;

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonDivisor(b, a % b);
const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b;
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const onesOf = (word: number): number => {
  const pairSums = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairSums & 0x33333333) + ((pairSums >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** The sum of `count` signs, each +1 or −1 with probability ½: one random bit a sign. */
const sumOfSigns = (count: number, random: Random): number => {
  let plus = 0;
  for (let left = count; left > 0; left -= 32) {
    const word = random.bits();
    plus += onesOf(left >= 32 ? word : word >>> (32 - left));
  }
  return 2 * plus - count;
};

/**
 * The two-sided p of the mean of the dimensions' differences, under the hypothesis that each prompt's two results
 * could as well be exchanged: signs are flipped within dimensions, p = (b + 1)/(B + 1) with b the flips of B = 9,999
 * that lie as far from 0 (Phipson & Smyth 2010, Stat Appl Genet Mol Biol 9:39). The statistic is the mean times D and
 * the least common multiple of the dimensions' n, an integer, so ties are exact. Pairs that agree add 0 whatever
 * their sign. The flips are seeded: equal tables have equal p, in either direction. Null when a dimension has no pair.
 */
export const signFlip = (tables: readonly PairedTable[]): number | null => {
  const sizes = tables.map((table) => BigInt(pairs(table)));
  if (sizes.length === 0 || sizes.includes(0n)) return null;
  const scale = sizes.reduce(leastCommonMultiple);
  const parts = tables.map(({ onlyA, onlyB }, at) => ({
    weight: scale / (sizes[at] ?? 1n),
    discordant: onlyA + onlyB,
    sum: onlyB - onlyA,
  }));
  const observed = magnitude(parts.reduce((total, { weight, sum }) => total + weight * BigInt(sum), 0n));
  const random = createRandom('sign flips');
  const flipped = (): bigint =>
    parts.reduce(
      (total, { weight, discordant }) => total + weight * BigInt(sumOfSigns(discordant, random)),
      0n,
    );
  let asFar = 0;
  for (let flip = 0; flip < FLIPS; flip += 1) if (magnitude(flipped()) >= observed) asFar += 1;
  return (asFar + 1) / (FLIPS + 1);
};
