import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantile } from './quantile.ts';

it('is the quantile that numpy gives by default', () => {
  // numpy.quantile([1, 2, 4, 8, 16], [0, .025, .5, .9, 1]) → 1, 1.1, 4, 12.8, 16
  const numbers = Float64Array.of(8, 2, 16, 1, 4);
  const expected: readonly (readonly [number, number])[] = [
    [0, 1],
    [0.025, 1.1],
    [0.5, 4],
    [0.9, 12.8],
    [1, 16],
  ];
  for (const [at, value] of expected) expect(quantile(numbers, at)).toBeCloseTo(value, 12);
});

it('is what sorting gives, for many equal numbers and for few', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 8 }), (values, eighths) => {
      const at = ((values.length - 1) * eighths) / 8;
      const sorted = values.toSorted((a, b) => a - b);
      const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
      expect(quantile(Float64Array.from(values), eighths / 8)).toBeCloseTo(
        below + (above - below) * (at % 1),
        12,
      );
    }),
  );
});
