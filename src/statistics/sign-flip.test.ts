import { describe, expect, it } from 'vitest';
import type { PairedTable } from './newcombe-paired.ts';
import { signFlip } from './sign-flip.ts';

const table = (both: number, onlyA: number, onlyB: number, neither: number): PairedTable => ({
  both,
  onlyA,
  onlyB,
  neither,
});
const turned = (cells: PairedTable): PairedTable => ({ ...cells, onlyA: cells.onlyB, onlyB: cells.onlyA });

/** Python 3: the whole distribution of Σ signs/n_d by convolution in fractions. */
const EXACT: readonly (readonly [readonly PairedTable[], p: number])[] = [
  [[table(14, 0, 5, 22)], 0.0625],
  [[table(14, 0, 5, 22), table(1, 7, 1, 12), table(59, 16, 6, 80)], 0.13475551846204326],
  [[table(10, 2, 6, 2), table(8, 1, 4, 7)], 0.09228515625],
  [[table(10, 3, 3, 2), table(8, 0, 4, 7), table(3, 2, 0, 1)], 0.59716796875],
  [[table(5, 1, 3, 0), table(20, 6, 12, 1)], 0.15448284149169922],
];

describe('the sign-flip test', () => {
  it.each(EXACT)('finds the exact p of %o within its Monte Carlo error', (tables, p) => {
    const standardError = Math.sqrt((p * (1 - p)) / 9_999);
    expect(Math.abs((signFlip(tables) ?? 2) - p)).toBeLessThan(3.5 * standardError);
  });

  it('is 1 where the dimensions cancel out exactly', () => {
    expect(signFlip([table(0, 3, 4, 2), table(0, 4, 3, 2)])).toBe(1);
    // n = 3 and 7: 1/3 − 1/7 · 7/3 would be a tie that floating point misses.
    expect(signFlip([table(2, 0, 1, 0), table(1, 3, 0, 5), table(5, 2, 2, 0)])).toBe(1);
  });

  it('weighs dimensions, not prompts', () => {
    // The small dimension rises by all of its 12, the large one falls by 12 of 1,200: the mean rises.
    const p = signFlip([table(0, 0, 12, 0), table(1188, 12, 0, 0)]) ?? 1;
    expect(p).toBeLessThan(0.01);
  });

  it('never is 0, and does not depend on which run came first', () => {
    const tables = [table(0, 0, 150, 50), table(20, 3, 90, 7)];
    expect(signFlip(tables)).toBe(1 / 10_000);
    const mixed = [table(10, 2, 6, 2), table(8, 1, 4, 7)];
    expect(signFlip(mixed.map(turned))).toBe(signFlip(mixed));
  });

  it('stays exact where the common multiple of the sizes leaves the safe integers', () => {
    const primes = [1009, 1013, 1019, 1021, 1031, 1033];
    const even = primes.map((n) => table(n - 40, 20, 20, 0));
    expect(signFlip(even)).toBe(1);
  });

  it('is unknown where a dimension has no pair', () => {
    expect(signFlip([table(1, 1, 1, 1), table(0, 0, 0, 0)])).toBeNull();
    expect(signFlip([])).toBeNull();
  });
});
