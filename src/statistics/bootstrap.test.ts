import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from './bootstrap.ts';

const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0);

describe('the bootstrap', () => {
  it('draws as many groups as there are, each time', () => {
    expect(bootstrapInterval(13, sum)).toEqual([13, 13]);
  });

  it('has the spread of its resamples', () => {
    // 40 of 100: the mean of a resample is Binomial(100, .4)/100; scipy.stats.binom.ppf gives .31 and .50 (.4975 at most).
    const share = (timesDrawn: Uint32Array): number => sum(timesDrawn.subarray(0, 40)) / 100;
    const [low, high] = bootstrapInterval(100, share) ?? [0, 0];
    expect(Math.abs(low - 0.305)).toBeLessThan(0.0151);
    expect(Math.abs(high - 0.495)).toBeLessThan(0.0151);
  });

  it('leaves out resamples without a value, and is unknown when none has one', () => {
    expect(bootstrapInterval(5, (timesDrawn) => ((timesDrawn[0] ?? 0) > 0 ? 7 : null))).toEqual([7, 7]);
    expect(bootstrapInterval(5, () => null)).toBeNull();
  });
});
