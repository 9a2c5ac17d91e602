import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mcnemarMidP } from './mcnemar.ts';

/** Python 3: fractions over math.comb. The first is the 0.039 of Fagerland et al. 2013 (airway responsiveness). */
const MID_P: readonly (readonly [onlyA: number, onlyB: number, p: number])[] = [
  [1, 7, 0.0390625],
  [6, 16, 0.03468966484069824],
  [0, 0, 1],
  [5, 5, 1],
  [0, 1, 0.5],
  [3, 1, 0.375],
  [900, 1000, 0.021791499253713424],
];

describe("McNemar's mid-p", () => {
  it.each(MID_P)('on %d against %d discordant pairs is the exact binomial one', (onlyA, onlyB, p) => {
    expect(mcnemarMidP(onlyA, onlyB)).toBeCloseTo(p, 10);
  });

  it('is a probability that does not know which run came first and falls as one side prevails', () => {
    const count = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(count, count, (less, more) => {
        const p = mcnemarMidP(less, less + more);
        expect(p).toBe(mcnemarMidP(less + more, less));
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(mcnemarMidP(less, less + more + 1)).toBeLessThanOrEqual(p);
      }),
    );
  });
});
