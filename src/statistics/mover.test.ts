import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Estimate, wilson } from './interval.ts';
import { mover, moverMean, moverMeanIfComplete } from './mover.ts';

const rate = (k: number, n: number): Estimate => ({ estimate: k / n, interval: wilson(k, n) });
const rates = fc.array(
  fc.integer({ min: 1, max: 500 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => rate(k, n))),
  { minLength: 1, maxLength: 6 },
);

describe('mover', () => {
  it('gives the mean of five rates its interval', () => {
    // Python 3, the formula term by term over Wilson limits found by bisection.
    const { estimate, interval } = moverMean([
      rate(10, 20),
      rate(18, 20),
      rate(0, 12),
      rate(7, 9),
      rate(30, 46),
    ]);
    expect(estimate).toBeCloseTo(0.5659903381642511, 12);
    expect(interval[0]).toBeCloseTo(0.4749263777713649, 12);
    expect(interval[1]).toBeCloseTo(0.6419410778896609, 12);
  });

  it('turns the limits of a term that is subtracted', () => {
    // Newcombe 1998, Stat Med 17:873, table II (a): 56/70 − 48/80, method 10: 0.0524 to 0.3339.
    const terms = [
      { weight: 1, part: rate(56, 70) },
      { weight: -1, part: rate(48, 80) },
    ];
    const [low, high] = mover(0.2, terms);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  it('leaves a single estimate as it is', () => {
    const { interval } = moverMean([rate(3, 17)]);
    expect(interval[0]).toBeCloseTo(wilson(3, 17)[0], 12);
    expect(interval[1]).toBeCloseTo(wilson(3, 17)[1], 12);
  });

  it('keeps a mean of rates within 0 to 1 and around its estimate', () => {
    fc.assert(
      fc.property(rates, (parts) => {
        const { estimate, interval } = moverMean(parts);
        expect(interval[0]).toBeGreaterThanOrEqual(-1e-12);
        expect(interval[0]).toBeLessThanOrEqual(estimate);
        expect(interval[1]).toBeGreaterThanOrEqual(estimate);
        expect(interval[1]).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('is surer of a mean than of its parts', () => {
    fc.assert(
      fc.property(rates, (parts) => {
        const width = ({ interval }: Estimate) => interval[1] - interval[0];
        expect(width(moverMean(parts))).toBeLessThanOrEqual(Math.max(...parts.map(width)) + 1e-12);
      }),
    );
  });

  it('has no mean where a part is missing or there is none', () => {
    expect(moverMeanIfComplete([rate(1, 2), null])).toBeNull();
    expect(moverMeanIfComplete([])).toBeNull();
    expect(moverMeanIfComplete([rate(1, 2)])).toEqual(moverMean([rate(1, 2)]));
    expect(() => moverMean([])).toThrow(RangeError);
  });
});
