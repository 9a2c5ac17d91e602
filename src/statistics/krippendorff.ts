import { bootstrapInterval } from './bootstrap.ts';
import type { Estimate } from './interval.ts';

/** How far two values are apart: `nominal`, the same or not; `ordinal`, by the ranks that lie between them. */
type Metric = 'nominal' | 'ordinal';

/** Doubly voted units that an agreement takes at least. */
const LEAST_UNITS = 10;

/** Coincidences of values c and k as one flat list: c · (number of values) + k. */
type Coincidences = Float64Array;

/** One unit's pairs of votes, each vote weighing the same however many the unit has. */
const coincidencesOf = (votes: readonly number[], values: readonly number[]): Coincidences => {
  const counts = values.map((value) => votes.filter((vote) => vote === value).length);
  const cells = counts.flatMap((c, row) =>
    counts.map((k, column) => (c * (row === column ? k - 1 : k)) / (votes.length - 1)),
  );
  return Float64Array.from(cells);
};

/** δ² between the values at two places of the scale, given how often each occurs. */
const squaredDistance = (metric: Metric, totals: readonly number[], low: number, high: number): number => {
  if (metric === 'nominal') return 1;
  const between = totals.slice(low, high + 1).reduce((sum, total) => sum + total, 0);
  return (between - ((totals[low] ?? 0) + (totals[high] ?? 0)) / 2) ** 2;
};

/** α = 1 − observed / expected disagreement; null when all votes are one value. */
const alphaOf = (coincidences: Coincidences, size: number, metric: Metric): number | null => {
  const totals = Array.from({ length: size }, (_, row) =>
    coincidences.subarray(row * size, (row + 1) * size).reduce((sum, cell) => sum + cell, 0),
  );
  const votes = totals.reduce((sum, total) => sum + total, 0);
  let observed = 0;
  let expected = 0;
  for (let low = 0; low < size; low += 1) {
    for (let high = low + 1; high < size; high += 1) {
      const distance = squaredDistance(metric, totals, low, high);
      observed += (coincidences[low * size + high] ?? 0) * distance;
      expected += (totals[low] ?? 0) * (totals[high] ?? 0) * distance;
    }
  }
  return expected === 0 ? null : 1 - ((votes - 1) * observed) / expected;
};

const weightedSum = (
  units: readonly Coincidences[],
  weights: ArrayLike<number>,
  cells: number,
): Coincidences => {
  const sum = new Float64Array(cells);
  for (let at = 0; at < units.length; at += 1) {
    const weight = weights[at] ?? 0;
    if (weight === 0) continue;
    const unit = units[at] as Coincidences;
    for (let cell = 0; cell < cells; cell += 1) sum[cell] = (sum[cell] ?? 0) + weight * (unit[cell] ?? 0);
  }
  return sum;
};

/**
 * Krippendorff's α of the votes on each unit, at most 1 (Krippendorff 2011, "Computing Krippendorff's
 * Alpha-Reliability"); who did not vote is missing, and units with fewer than two votes say nothing. The interval is
 * a seeded bootstrap over units. Null under ten units with two votes or more, or when nobody ever gave a second value.
 */
export const krippendorffAlpha = (
  units: readonly (readonly number[])[],
  metric: Metric,
): (Estimate & { readonly units: number }) | null => {
  const pairable = units.filter((votes) => votes.length >= 2);
  if (pairable.length < LEAST_UNITS) return null;
  const values = [...new Set(pairable.flat())].sort((one, other) => one - other);
  const size = values.length;
  const coincidences = pairable.map((votes) => coincidencesOf(votes, values));
  const alpha = (weights: ArrayLike<number>): number | null =>
    alphaOf(weightedSum(coincidences, weights, size * size), size, metric);
  const estimate = alpha(new Array<number>(pairable.length).fill(1));
  const interval = bootstrapInterval(pairable.length, alpha);
  return estimate === null || interval === null ? null : { estimate, interval, units: pairable.length };
};
