import type { Interval } from './interval.ts';
import { quantile } from './quantile.ts';
import { createRandom } from './random.ts';

const RESAMPLES = 2_000;

/**
 * The percentile bootstrap interval, 95 % (Efron & Tibshirani 1993, chapter 13), over `groups` drawn with replacement
 * 2,000 times: `statistic` gets how often each group was drawn. Resamples without a statistic are left out; null when
 * none has one. Seeded: equal data have equal limits, and statistics of one sample see the same resamples.
 */
export const bootstrapInterval = (
  groups: number,
  statistic: (timesDrawn: Uint32Array) => number | null,
): Interval | null => {
  const random = createRandom('bootstrap');
  const values: number[] = [];
  const timesDrawn = new Uint32Array(groups);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    timesDrawn.fill(0);
    for (let draw = 0; draw < groups; draw += 1) {
      const group = random.integer(groups);
      timesDrawn[group] = (timesDrawn[group] ?? 0) + 1;
    }
    const value = statistic(timesDrawn);
    if (value !== null) values.push(value);
  }
  if (values.length === 0) return null;
  const drawn = Float64Array.from(values);
  return [quantile(drawn, 0.025), quantile(drawn, 0.975)];
};
