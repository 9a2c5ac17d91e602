import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from './interval.ts';

const sample = fc
  .integer({ min: 1, max: 5_000 })
  .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));

/** Python 3: the roots of n(k/n − t)² = z²t(1 − t) found by bisection, not by the closed form. */
const LIMITS: readonly (readonly [k: number, n: number, low: number, high: number])[] = [
  [0, 20, 0, 0.16112516018512965],
  [20, 20, 0.8388748398148704, 1],
  [10, 20, 0.29929800687017977, 0.7007019931298203],
  [1, 1, 0.20654931179180275, 1],
  [15, 148, 0.062386399292758306, 0.16048724227144712],
  [81, 263, 0.25528851948901576, 0.36620957745801974],
];

describe('the Wilson interval', () => {
  it.each(LIMITS)('of %d in %d is the score test inverted', (k, n, low, high) => {
    const [lower, upper] = wilson(k, n);
    expect(lower).toBeCloseTo(low, 12);
    expect(upper).toBeCloseTo(high, 12);
  });

  it('is the published one for 81 of 263 and 15 of 148 (Newcombe 1998, Stat Med 17:857, table I)', () => {
    expect(wilson(81, 263).map((limit) => limit.toFixed(4))).toEqual(['0.2553', '0.3662']);
    expect(wilson(15, 148).map((limit) => limit.toFixed(4))).toEqual(['0.0624', '0.1605']);
  });

  it('knows nothing without trials', () => {
    expect(wilson(0, 0)).toEqual([0, 1]);
  });

  it('holds the share, stays within 0 to 1 and is never of zero width', () => {
    fc.assert(
      fc.property(sample, ([k, n]) => {
        const [low, high] = wilson(k, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        expect(high).toBeLessThanOrEqual(1);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
  });

  it('treats harmless and harmful alike', () => {
    fc.assert(
      fc.property(sample, ([k, n]) => {
        const [low, high] = wilson(k, n);
        const [mirroredLow, mirroredHigh] = wilson(n - k, n);
        expect(mirroredLow).toBeCloseTo(1 - high, 12);
        expect(mirroredHigh).toBeCloseTo(1 - low, 12);
      }),
    );
  });
});
