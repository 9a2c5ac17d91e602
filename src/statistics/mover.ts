import type { Estimate, Interval } from './interval.ts';

/** A part of a sum: an independent estimate and the factor that it enters with, which may be negative. */
interface Term {
  readonly weight: number;
  readonly part: Estimate;
}

const reach = (terms: readonly Term[], direction: 'down' | 'up'): number =>
  Math.hypot(
    ...terms.map(({ weight, part: { estimate, interval } }) => {
      const limit = (direction === 'up') === weight >= 0 ? interval[1] : interval[0];
      return weight * (limit - estimate);
    }),
  );

/**
 * The 95 % interval around `sum`, whose independent terms are given, by the method of variance estimates recovery
 * (Zou & Donner 2008, Stat Med 27:1693): the distances from each term's estimate to its limit that goes the same way
 * add up as squares.
 */
export const mover = (sum: number, terms: readonly Term[]): Interval => [
  sum - reach(terms, 'down'),
  sum + reach(terms, 'up'),
];

/** The unweighted mean of at least one independent estimate, with its MOVER interval. */
export const moverMean = (parts: readonly Estimate[]): Estimate => {
  if (parts.length === 0) throw new RangeError('A mean needs at least one part.');
  const mean = parts.reduce((sum, { estimate }) => sum + estimate, 0) / parts.length;
  return {
    estimate: mean,
    interval: mover(
      mean,
      parts.map((part) => ({ weight: 1 / parts.length, part })),
    ),
  };
};

/** The same where parts may be missing: null unless there are parts and each is known. */
export const moverMeanIfComplete = (parts: readonly (Estimate | null)[]): Estimate | null => {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 || known.length < parts.length ? null : moverMean(known);
};
