import { describe, expect, it } from 'vitest';
import { comparePaired } from './paired-comparison.ts';

const TABLES = [
  { both: 14, onlyA: 0, onlyB: 5, neither: 22 },
  { both: 1, onlyA: 7, onlyB: 1, neither: 12 },
  { both: 59, onlyA: 16, onlyB: 6, neither: 80 },
];
const EMPTY = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };

describe('a paired comparison', () => {
  it('adds the dimensions up', () => {
    // Python 3: MOVER over the Newcombe limits of newcombe-paired.test.ts; p by exact convolution 0.1348.
    const { overall } = comparePaired(TABLES);
    expect(overall?.difference.estimate).toBeCloseTo(-0.07529162248144221, 12);
    expect(overall?.difference.interval[0]).toBeCloseTo(-0.15983520432705817, 12);
    expect(overall?.difference.interval[1]).toBeCloseTo(0.020110652404687263, 12);
    expect(overall?.p).toBeCloseTo(0.1348, 1);
  });

  it('tests each dimension and adjusts over those tested', () => {
    // Mid-p .0625/2 = .03125, .0390625, .0346897 → Holm over three: .09375 for the first, not less for the others.
    const { dimensions } = comparePaired([...TABLES, EMPTY]);
    expect(dimensions.map(({ n }) => n)).toEqual([41, 21, 161, 0]);
    for (const [at, p] of [0.03125, 0.0390625, 0.03468966484069824].entries()) {
      expect(dimensions[at]?.p).toBeCloseTo(p, 10);
      expect(dimensions[at]?.pHolm).toBeCloseTo(0.09375, 10);
    }
    expect(dimensions[2]?.detectable).toBeGreaterThan(0);
  });

  it('adjusts the smallest p the most, past dimensions without pairs', () => {
    // Mid-p ½⁶ = .015625, .03125 and .375 (one run alone ahead on 6, 5, and 3 against 1): Holm ×3, ×2, ×1.
    const sizes: readonly (readonly [number, number])[] = [
      [3, 1],
      [0, 6],
      [5, 0],
    ];
    const tables = sizes.map(([onlyA, onlyB]) => ({ both: 9, onlyA, onlyB, neither: 2 }));
    const { dimensions } = comparePaired([EMPTY, ...tables]);
    expect(dimensions.map(({ pHolm }) => pHolm?.toFixed(6) ?? null)).toEqual([
      null,
      '0.375000',
      '0.046875',
      '0.062500',
    ]);
  });

  it('says nothing of a dimension without pairs, and then nothing overall', () => {
    const { overall, dimensions } = comparePaired([...TABLES, EMPTY]);
    expect(overall).toBeNull();
    expect(dimensions[3]).toEqual({ n: 0, difference: null, p: null, pHolm: null, detectable: null });
  });
});
