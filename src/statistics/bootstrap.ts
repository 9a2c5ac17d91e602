import type { Interval } from './interval.ts';
import { quantile } from './quantile.ts';
import { createRandom } from './random.ts';

const RESAMPLES = 2_000;

/**
 * Percentile bootstrap intervals, 95 % (Efron & Tibshirani 1993, chapter 13), over `groups` drawn with replacement 2,000
 * times: `statistics` gets how often each group was drawn and gives its values, as many each time. Resamples without a
 * value are left out; null for a statistic that never has one. Seeded: equal data have equal limits, and statistics of
 * one sample see the same resamples.
 */
export const bootstrapIntervals = (
  groups: number,
  statistics: (timesDrawn: Uint32Array) => readonly (number | null)[],
): readonly (Interval | null)[] => {
  const random = createRandom('bootstrap');
  const resamples: (readonly (number | null)[])[] = [];
  const timesDrawn = new Uint32Array(groups);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    timesDrawn.fill(0);
    for (let draw = 0; draw < groups; draw += 1) {
      const group = random.integer(groups);
      timesDrawn[group] = (timesDrawn[group] ?? 0) + 1;
    }
    resamples.push(statistics(timesDrawn));
  }
  return (resamples[0] ?? []).map((_, at) => limitsOf(resamples.flatMap((values) => values[at] ?? [])));
};

const limitsOf = (values: readonly number[]): Interval | null => {
  if (values.length === 0) return null;
  const drawn = Float64Array.from(values);
  return [quantile(drawn, 0.025), quantile(drawn, 0.975)];
};

/** The interval of one statistic, as `bootstrapIntervals` gives it. */
export const bootstrapInterval = (
  groups: number,
  statistic: (timesDrawn: Uint32Array) => number | null,
): Interval | null => bootstrapIntervals(groups, (timesDrawn) => [statistic(timesDrawn)])[0] ?? null;
