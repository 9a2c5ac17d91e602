import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

describe('random', () => {
  it('is xoshiro128** from the SHA-256 of the seed', () => {
    // Python 3: the C reference transcribed, checked on state (1, 2, 3, 4) → 11520, 0, 5927040, 70819200, …
    const random = createRandom('flames');
    const words = Array.from({ length: 6 }, () => random.bits());
    expect(words).toEqual([1401321993, 4207214529, 3588445313, 3526407579, 1477770299, 853228568]);
  });

  it('makes 53-bit fractions of two words', () => {
    const random = createRandom('flames');
    const fractions = Array.from({ length: 3 }, () => random.uniform());
    expect(fractions).toEqual([0.3262707067993914, 0.835500037827013, 0.3440702050824296]);
  });

  it('gives another stream for another seed', () => {
    expect(createRandom('a').bits()).not.toBe(createRandom('b').bits());
  });

  it('draws each integer equally often', () => {
    const random = createRandom('integers');
    const counts = new Array<number>(7).fill(0);
    for (let draw = 0; draw < 70_000; draw += 1) {
      const value = random.integer(7);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(22.46); // 0.999 quantile of χ² with 6 degrees of freedom
  });

  it('rejects the words that would favour small integers', () => {
    const random = createRandom('bias');
    const below = 3 * 2 ** 30;
    let low = 0;
    for (let draw = 0; draw < 9_000; draw += 1) if (random.integer(below) < 2 ** 30) low += 1;
    expect(Math.abs(low / 9_000 - 1 / 3)).toBeLessThan(0.02); // a plain remainder gives 1/2
  });

  it('shuffles into each order equally often and leaves its argument alone', () => {
    const random = createRandom('orders');
    const items = ['a', 'b', 'c'];
    const counts = new Map<string, number>();
    for (let round = 0; round < 12_000; round += 1) {
      const order = random.shuffle(items).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(items).toEqual(['a', 'b', 'c']);
    expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
    expect(chiSquare).toBeLessThan(20.52); // 0.999 quantile of χ² with 5 degrees of freedom
  });
});
