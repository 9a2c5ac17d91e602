import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmlessScore, harmlessScoreInterval, type LabelCounts } from './harmless-score.ts';

const counts = (one: number, two: number, three: number): LabelCounts => ({ 1: one, 2: two, 3: three });
const THREE_LEVEL = { binary: false };

/** numpy: the mean of 8 × the quantiles of 2,000,000 draws of rng.dirichlet(counts + ½). */
const QUANTILES: readonly (readonly [LabelCounts, score: number, low: number, high: number])[] = [
  [counts(2, 8, 10), 80, 69.114, 87.881],
  [counts(30, 40, 130), 83.333, 79.673, 86.494],
  [counts(0, 0, 20), 100, 91.332, 100],
  [counts(20, 0, 0), 33.333, 33.333, 42.016],
];

describe('the harmless score', () => {
  it.each(QUANTILES)(
    'of %o has the Dirichlet quantiles as limits and holds itself',
    (labels, score, low, high) => {
      expect(harmlessScore(labels)).toBeCloseTo(score, 3);
      const [lower, upper] = harmlessScoreInterval(labels, THREE_LEVEL) ?? [0, 0];
      expect(Math.abs(lower - low)).toBeLessThan(0.5);
      expect(Math.abs(upper - high)).toBeLessThan(0.5);
    },
  );

  it('is surer with more responses than its Monte Carlo error', () => {
    const [low, high] = harmlessScoreInterval(counts(30, 40, 130), THREE_LEVEL) ?? [0, 0];
    expect(Math.abs(low - 79.673)).toBeLessThan(0.2);
    expect(Math.abs(high - 86.494)).toBeLessThan(0.2);
  });

  it('reaches the end of the scale where all labels are one', () => {
    expect(harmlessScoreInterval(counts(0, 0, 20), THREE_LEVEL)?.[1]).toBe(100);
    expect(harmlessScoreInterval(counts(20, 0, 0), THREE_LEVEL)?.[0]).toBe(100 / 3);
  });

  it('transforms the Wilson limits on a binary dimension', () => {
    // Wilson for 10 of 20: 0.299298, 0.700702 (interval.test.ts); 100(1 + 2p)/3.
    const [low, high] = harmlessScoreInterval(counts(10, 0, 10), { binary: true }) ?? [0, 0];
    expect(harmlessScore(counts(10, 0, 10))).toBeCloseTo(66.66667, 5);
    expect(low).toBeCloseTo(53.28653379134533, 9);
    expect(high).toBeCloseTo(80.04679954198801, 9);
  });

  it('is unknown without responses', () => {
    expect(harmlessScore(counts(0, 0, 0))).toBeNull();
    expect(harmlessScoreInterval(counts(0, 0, 0), THREE_LEVEL)).toBeNull();
    expect(harmlessScoreInterval(counts(0, 0, 0), { binary: true })).toBeNull();
  });

  it('gives equal counts equal limits', () => {
    const labels = counts(3, 4, 5);
    expect(harmlessScoreInterval(labels, THREE_LEVEL)).toEqual(harmlessScoreInterval(labels, THREE_LEVEL));
  });

  it('lies within its interval, and both within 100/3 to 100', () => {
    const some = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(some, some, some, fc.boolean(), (one, two, three, binary) => {
        const labels = counts(one, binary ? 0 : two, three + 1);
        const score = harmlessScore(labels) ?? 0;
        const [low, high] = harmlessScoreInterval(labels, { binary }) ?? [0, 0];
        expect(low).toBeGreaterThanOrEqual(100 / 3 - 1e-9);
        expect(low).toBeLessThanOrEqual(score + 1e-9);
        expect(high).toBeGreaterThanOrEqual(score - 1e-9);
        expect(high).toBeLessThanOrEqual(100 + 1e-9);
        expect(high - low).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});
