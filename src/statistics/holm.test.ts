import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from './holm.ts';

const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

/** Holm's rule as a decision: reject from the smallest p on while p ≤ level/(what is left). */
const rejected = (values: readonly number[], level: number): number[] => {
  const ascending = values.map((p, at) => ({ p, at })).sort((one, other) => one.p - other.p);
  const kept = ascending.findIndex(({ p }, rank) => p * (values.length - rank) > level);
  return ascending.slice(0, kept === -1 ? undefined : kept).map(({ at }) => at);
};

describe("Holm's adjustment", () => {
  it('works the example by hand', () => {
    // Sorted .005 .01 .03 .04 .5 → ×5 ×4 ×3 ×2 ×1 = .025 .04 .09 .08→.09 .5
    const adjusted = holm([0.01, 0.04, 0.03, 0.005, 0.5]);
    for (const [at, p] of [0.04, 0.09, 0.09, 0.025, 0.5].entries()) expect(adjusted[at]).toBeCloseTo(p, 12);
  });

  it('is at least the p, at most 1, and keeps their order', () => {
    fc.assert(
      fc.property(ps, (values) => {
        const adjusted = holm(values);
        expect(adjusted).toHaveLength(values.length);
        for (const [at, p] of values.entries()) {
          expect(adjusted[at]).toBeGreaterThanOrEqual(p);
          expect(adjusted[at]).toBeLessThanOrEqual(1);
          for (const [other, q] of values.entries())
            if (p <= q) expect(adjusted[at]).toBeLessThanOrEqual(adjusted[other] ?? 0);
        }
      }),
    );
  });

  it('rejects what the step-down rule rejects', () => {
    fc.assert(
      fc.property(ps, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (values, level) => {
        const adjusted = holm(values).flatMap((p, at) => (p <= level ? [at] : []));
        expect(adjusted).toEqual(rejected(values, level).sort((one, other) => one - other));
      }),
    );
  });
});
