import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { krippendorffAlpha } from './krippendorff.ts';

const units = (...rows: string[]): number[][] => rows.map((row) => Array.from(row, Number));

/** Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections C and D: four observers, twelve units, missing data. */
const PUBLISHED = units(
  '111',
  '2232',
  '3333',
  '3333',
  '2222',
  '1234',
  '4444',
  '1121',
  '2222',
  '555',
  '11',
  '3',
);

/** Made by a careless panel in Python 3; the values below by α's definition over all pairs, in fractions. */
const PANEL = units(
  ...['33', '111', '333', '11', '1111', '222', '2', '222', '222', '331', '3333', '1', '222'],
  ...['1211', '1233', '121', '333', '111', '233', '33', '333', '11', '111', '3333'],
);

describe("Krippendorff's alpha", () => {
  it('is the published one for nominal and for ordinal data', () => {
    expect(krippendorffAlpha(PUBLISHED, 'nominal')?.estimate).toBeCloseTo(0.743421052631579, 12); // 0.743
    expect(krippendorffAlpha(PUBLISHED, 'ordinal')?.estimate).toBeCloseTo(0.8153875037548813, 12); // 0.815
  });

  it('counts the units that two people or more voted on', () => {
    const agreement = krippendorffAlpha(PANEL, 'ordinal');
    expect(agreement?.units).toBe(22);
    expect(agreement?.estimate).toBeCloseTo(0.7945328079166412, 12);
    expect(krippendorffAlpha(PANEL, 'nominal')?.estimate).toBeCloseTo(0.744535519125683, 12);
  });

  it('has a bootstrap interval over units', () => {
    // Python 3, its own generator, 3,000 resamples of α's definition: 0.552 to 0.963.
    const [low, high] = krippendorffAlpha(PANEL, 'ordinal')?.interval ?? [0, 0];
    expect(Math.abs(low - 0.552)).toBeLessThan(0.03);
    expect(Math.abs(high - 0.963)).toBeLessThan(0.02);
    expect(krippendorffAlpha(PANEL, 'ordinal')).toEqual(krippendorffAlpha(PANEL, 'ordinal'));
  });

  it('is unknown under ten doubly voted units', () => {
    expect(krippendorffAlpha([...PUBLISHED.slice(0, 9), [1], [2], [3]], 'nominal')).toBeNull();
    expect(krippendorffAlpha(PUBLISHED.slice(0, 10), 'nominal')).not.toBeNull();
  });

  it('is unknown when nobody ever gave a second value, and 1 when all agree on two', () => {
    const unanimous = Array.from({ length: 12 }, () => [3, 3]);
    expect(krippendorffAlpha(unanimous, 'ordinal')).toBeNull();
    expect(krippendorffAlpha([...unanimous, [1, 1]], 'ordinal')?.estimate).toBe(1);
  });

  it('does not depend on the order of units or votes, and never exceeds 1', () => {
    const panel = fc.array(fc.array(fc.constantFrom(1, 2, 3), { minLength: 2, maxLength: 5 }), {
      minLength: 10,
      maxLength: 15,
    });
    fc.assert(
      fc.property(panel, fc.constantFrom('nominal' as const, 'ordinal' as const), (votes, metric) => {
        const alpha = krippendorffAlpha(votes, metric)?.estimate;
        const turned = krippendorffAlpha(
          votes.map((unit) => unit.toReversed()).toReversed(),
          metric,
        )?.estimate;
        expect(turned ?? 1).toBeCloseTo(alpha ?? 1, 12);
        expect(alpha ?? 1).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });
});
