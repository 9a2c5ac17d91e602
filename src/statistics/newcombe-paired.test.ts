import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombePaired, type PairedTable } from './newcombe-paired.ts';

const table = (both: number, onlyA: number, onlyB: number, neither: number): PairedTable => ({
  both,
  onlyA,
  onlyB,
  neither,
});
const cell = fc.integer({ min: 0, max: 200 });

/** Python 3: method 10 written out, over Wilson limits found by bisection. */
const LIMITS: readonly (readonly [PairedTable, difference: number, low: number, high: number])[] = [
  [table(14, 0, 5, 22), 0.12195121951219512, 0.011483240544386417, 0.22649268510276627],
  [table(1, 7, 1, 12), -0.2857142857142857, -0.5069202282211879, -0.025559122044742366],
  [table(59, 16, 6, 80), -0.06211180124223603, -0.1186211960715749, -0.004625113485103451],
  [table(20, 0, 0, 0), 0, -0.16112516018512957, 0.16112516018512957],
  [table(0, 5, 5, 0), 0, -0.5268138219770413, 0.5268138219770413],
  [table(10, 2, 6, 2), 0.2, -0.08194787628571515, 0.4445200402910817],
  [table(0, 0, 20, 0), 1, 0.7721346132266522, 1],
];

describe("Newcombe's paired interval", () => {
  it.each(LIMITS)('of %o is method 10', (cells, difference, low, high) => {
    const { estimate, interval } = newcombePaired(cells) ?? { estimate: 9, interval: [9, 9] };
    expect(estimate).toBeCloseTo(difference, 12);
    expect(interval[0]).toBeCloseTo(low, 12);
    expect(interval[1]).toBeCloseTo(high, 12);
  });

  it('is the published one for airway responsiveness (Fagerland et al. 2014, Stat Med 33:2850: 1, 1, 7, 12)', () => {
    const { interval } = newcombePaired(table(1, 7, 1, 12)) ?? { interval: [9, 9] };
    expect(interval.map((limit) => limit.toFixed(3))).toEqual(['-0.507', '-0.026']);
  });

  it('is unknown without pairs', () => {
    expect(newcombePaired(table(0, 0, 0, 0))).toBeNull();
  });

  it('holds the difference, stays within −1 to 1, and turns round with the runs', () => {
    fc.assert(
      fc.property(cell, cell, cell, cell, (both, onlyA, onlyB, neither) => {
        const there = newcombePaired(table(both, onlyA, onlyB, neither + 1));
        const back = newcombePaired(table(both, onlyB, onlyA, neither + 1));
        if (there === null || back === null) throw new Error('there is a pair');
        expect(there.interval[0]).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(there.interval[0]).toBeLessThanOrEqual(there.estimate);
        expect(there.interval[1]).toBeGreaterThanOrEqual(there.estimate);
        expect(there.interval[1]).toBeLessThanOrEqual(1 + 1e-12);
        expect(back.interval[0]).toBeCloseTo(-there.interval[1], 12);
        expect(back.interval[1]).toBeCloseTo(-there.interval[0], 12);
      }),
    );
  });
});
