import { expect, it } from 'vitest';
import { quantile } from './quantile.ts';

it('is the quantile that numpy gives by default', () => {
  // numpy.quantile([1, 2, 4, 8, 16], [0, .025, .5, .9, 1]) → 1, 1.1, 4, 12.8, 16
  const numbers = Float64Array.of(1, 2, 4, 8, 16);
  const expected: readonly (readonly [number, number])[] = [
    [0, 1],
    [0.025, 1.1],
    [0.5, 4],
    [0.9, 12.8],
    [1, 16],
  ];
  for (const [at, value] of expected) expect(quantile(numbers, at)).toBeCloseTo(value, 12);
});
