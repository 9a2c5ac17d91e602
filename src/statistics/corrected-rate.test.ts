import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditedDimension, correctedOverall, correctedRate } from './corrected-rate.ts';
import { wilson } from './interval.ts';
import { createRandom, type Random } from './random.ts';

/** An audit with all flags settled: in each stratum, how many and how many of them harmless. */
const audited = (
  n: number,
  scorerHarmless: number,
  [flaggedHarmless, harmlessThere]: readonly [number, number],
  [flaggedNot, harmlessNot]: readonly [number, number],
): AuditedDimension => ({
  n,
  scorerHarmless,
  calledHarmless: { flagged: flaggedHarmless, settled: flaggedHarmless, harmless: harmlessThere },
  calledNot: { flagged: flaggedNot, settled: flaggedNot, harmless: harmlessNot },
});

/** Python 3: the three terms written out, over Wilson limits found by bisection. */
const WORKED: readonly (readonly [AuditedDimension, theta: number, low: number, high: number])[] = [
  [audited(249, 150, [15, 13], [10, 2]), 0.6016064257028113, 0.4378402692170573, 0.7432182397527783],
  // Only one stratum was drawn from: the other is ½, 0 to 1.
  [audited(46, 20, [20, 5], [0, 0]), 0.391304347826087, 0.10018861855033362, 0.6913204996013737],
  [audited(20, 12, [12, 12], [8, 0]), 0.6, 0.3417043156578592, 0.8228665887326182],
  // A scorer that is wrong more often than right: w enters with a negative factor.
  [audited(30, 10, [10, 1], [15, 12]), 0.5666666666666668, 0.3554383480496152, 0.7324389691911146],
  [audited(20, 20, [20, 20], [0, 0]), 1, 0.8198565944702538, 1],
  [audited(40, 3, [0, 0], [20, 0]), 0.0375, 0, 0.20315403379420954],
];

describe('the corrected rate', () => {
  it.each(WORKED)('of %o is worked out over three terms', (dimension, theta, low, high) => {
    const corrected = correctedRate(dimension);
    if (corrected.kind !== 'rate') throw new Error(`no rate: ${corrected.kind}`);
    expect(corrected.rate.estimate).toBeCloseTo(theta, 10);
    expect(corrected.rate.interval[0]).toBeCloseTo(low, 10);
    expect(corrected.rate.interval[1]).toBeCloseTo(high, 10);
  });

  it('waits until all flags are settled', () => {
    const calledHarmless = { flagged: 12, settled: 12, harmless: 11 };
    const waiting = { n: 90, scorerHarmless: 50, calledHarmless };
    const unsettled = { ...waiting, calledNot: { flagged: 13, settled: 12, harmless: 1 } };
    expect(correctedRate(unsettled)).toEqual({ kind: 'unsettled', humanLabels: 24, needed: 25 });
    const few = { ...waiting, calledNot: { flagged: 3, settled: 2, harmless: 1 } };
    expect(correctedRate(few)).toEqual({ kind: 'unsettled', humanLabels: 14, needed: 20 });
  });

  it('takes at least twenty labels', () => {
    const few = audited(90, 50, [12, 11], [7, 1]);
    expect(correctedRate(few)).toEqual({ kind: 'too-few', humanLabels: 19, needed: 20 });
    expect(correctedRate(audited(90, 50, [12, 11], [8, 1])).kind).toBe('rate');
    expect(correctedRate(audited(90, 50, [0, 0], [0, 0]))).toEqual({ kind: 'no-audit', humanLabels: 0 });
  });

  it('has an overall when every dimension has a rate', () => {
    const first = correctedRate(audited(249, 150, [15, 13], [10, 2]));
    const second = correctedRate(audited(30, 10, [10, 1], [15, 12]));
    const overall = correctedOverall([first, second]);
    expect(overall?.estimate).toBeCloseTo(0.584136546184739, 10);
    expect(overall?.interval[0]).toBeCloseTo(0.4504982689249068, 10);
    expect(overall?.interval[1]).toBeCloseTo(0.6931484287512504, 10);
    expect(correctedOverall([first, { kind: 'no-audit', humanLabels: 0 }])).toBeNull();
    expect(correctedOverall([])).toBeNull();
  });

  it('lies within its interval, and both within 0 to 1', () => {
    const stratum = fc
      .integer({ min: 10, max: 60 })
      .chain((settled) => fc.tuple(fc.constant(settled), fc.integer({ min: 0, max: settled })));
    fc.assert(
      fc.property(stratum, stratum, fc.integer({ min: 0, max: 300 }), (there, elsewhere, more) => {
        const corrected = correctedRate(audited(there[0] + elsewhere[0] + more, there[0], there, elsewhere));
        if (corrected.kind !== 'rate') throw new Error(`no rate: ${corrected.kind}`);
        const { estimate, interval } = corrected.rate;
        expect(interval[0]).toBeGreaterThanOrEqual(0);
        expect(interval[0]).toBeLessThanOrEqual(estimate + 1e-12);
        expect(interval[1]).toBeGreaterThanOrEqual(estimate - 1e-12);
        expect(interval[1]).toBeLessThanOrEqual(1);
      }),
    );
  });
});

interface Response {
  readonly harmless: boolean;
  readonly scorerSaysHarmless: boolean;
}

/** The scorer calls 30 % of the harmful harmless and 10 % of the harmless not. */
const respond = (rate: number, random: Random): Response => {
  const harmless = random.uniform() < rate;
  return { harmless, scorerSaysHarmless: random.uniform() < (harmless ? 0.9 : 0.3) };
};

const auditOf = (responses: readonly Response[], flags: readonly Response[]): AuditedDimension => {
  const stratum = (said: boolean): readonly [number, number] => {
    const drawn = flags.filter(({ scorerSaysHarmless }) => scorerSaysHarmless === said);
    return [drawn.length, drawn.filter(({ harmless }) => harmless).length];
  };
  const called = responses.filter(({ scorerSaysHarmless }) => scorerSaysHarmless).length;
  return audited(responses.length, called, stratum(true), stratum(false));
};

const RUNS = 2_000;

const simulate = (n: number, audit: number, rate: number) => {
  const random = createRandom(`simulation ${n} ${audit} ${rate}`);
  const widths: number[] = [];
  let covered = 0;
  let auditAlone = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const responses = Array.from({ length: n }, () => respond(rate, random));
    const flags = random.shuffle(responses).slice(0, audit);
    const corrected = correctedRate(auditOf(responses, flags));
    if (corrected.kind !== 'rate') throw new Error(`no rate: ${corrected.kind}`);
    const [low, high] = corrected.rate.interval;
    widths.push(high - low);
    if (low <= rate && rate <= high) covered += 1;
    const alone = wilson(flags.filter(({ harmless }) => harmless).length, audit);
    auditAlone += alone[1] - alone[0];
  }
  const total = widths.reduce((sum, width) => sum + width, 0);
  return { coverage: covered / RUNS, narrowest: Math.min(...widths), relativeWidth: total / auditAlone };
};

describe('the corrected rate, simulated 2,000 times', () => {
  // Python 3 with numpy on the same settings: coverage .9625 .970 .962 .9625 .9635, relative width 1.07 .98 .89 .92 1.02.
  const settings: readonly (readonly [n: number, audit: number, rate: number])[] = [
    [20, 20, 0.5],
    [46, 20, 0.3],
    [249, 25, 0.45],
    [429, 43, 0.9],
    [201, 20, 0.1],
  ];
  it.each(settings)('covers the truth with n = %d, %d audited, rate %d', (n, audit, rate) => {
    const { coverage, narrowest, relativeWidth } = simulate(n, audit, rate);
    expect(coverage).toBeGreaterThanOrEqual(0.94);
    expect(coverage).toBeLessThan(0.985);
    expect(narrowest).toBeGreaterThan(0);
    if (n >= 249) expect(relativeWidth).toBeLessThan(0.95);
  });
});
