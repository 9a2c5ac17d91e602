import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from './bootstrap.ts';

const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0);

describe('the bootstrap', () => {
  it('draws as many groups as there are, each time', () => {
    expect(bootstrapInterval(13, sum)).toEqual([13, 13]);
  });

  it('has the spread of its resamples', () => {
    // The mean of 0 to 99 resampled: normal around 49.5 with standard deviation √(833.25/100), so 49.5 ± 5.66.
    const mean = (timesDrawn: Uint32Array): number =>
      sum(timesDrawn.map((times, value) => times * value)) / 100;
    const [low, high] = bootstrapInterval(100, mean) ?? [0, 0];
    expect(Math.abs(low - 43.84)).toBeLessThan(0.6);
    expect(Math.abs(high - 55.16)).toBeLessThan(0.6);
  });

  it('leaves out resamples without a value, and is unknown when none has one', () => {
    expect(bootstrapInterval(5, (timesDrawn) => ((timesDrawn[0] ?? 0) > 0 ? 7 : null))).toEqual([7, 7]);
    expect(bootstrapInterval(5, () => null)).toBeNull();
  });
});
