import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectable } from './detectable.ts';

/** scipy.optimize.brentq on the formula for n, not its closed solution. */
const SOLVED: readonly (readonly [n: number, discordant: number, delta: number])[] = [
  [100, 20, 0.12562770019470296],
  [200, 37, 0.08541708293192],
  [20, 0, 0.12582825083622412],
  [4, 4, 0.9119416733290462],
  [4, 0, 0.40783271461573084],
];

describe('the detectable difference', () => {
  it.each(SOLVED)(
    'with %d pairs, %d of them discordant, solves the sample size formula',
    (n, discordant, delta) => {
      expect(detectable(n, discordant)).toBeCloseTo(delta, 10);
    },
  );

  it('has no solution under four pairs', () => {
    expect([0, 1, 2, 3].map((n) => detectable(n, n))).toEqual([null, null, null, null]);
  });

  it('put back into the formula asks for the n it came from', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 5_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const discordant = Math.round(n * share);
          const psi = (discordant + 1) / (n + 2);
          const delta = detectable(n, discordant) ?? 2;
          const rest = Math.max(0, psi - delta ** 2);
          const asked = (1.96 * Math.sqrt(psi) + 0.8416 * Math.sqrt(rest)) ** 2 / delta ** 2;
          expect(delta).toBeLessThanOrEqual(1);
          expect(asked / n).toBeCloseTo(1, 6);
        },
      ),
    );
  });
});
