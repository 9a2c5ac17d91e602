/** The lower and the upper limit of a 95 % interval, in the unit of what it is about. */
export type Interval = readonly [low: number, high: number];

/** A number that a card shows, and how sure it is. */
export interface Estimate {
  readonly estimate: number;
  readonly interval: Interval;
}

/** The normal deviate of a two-sided 95 % interval. */
const Z95 = 1.959964;

/**
 * Wilson's score interval for a share (Wilson 1927; Newcombe 1998, Stat Med 17:857, method 3), 0 to 1. It holds
 * `successes / trials`, is never of zero width, and without trials it is everything: 0 to 1.
 */
export const wilson = (successes: number, trials: number): Interval => {
  if (trials === 0) return [0, 1];
  const share = successes / trials;
  const square = Z95 ** 2 / trials;
  const centre = share + square / 2;
  const reach = Math.sqrt(square * share * (1 - share) + square ** 2 / 4);
  const low = Math.max(0, (centre - reach) / (1 + square));
  const high = Math.min(1, (centre + reach) / (1 + square));
  return [Math.min(low, share), Math.max(high, share)];
};
