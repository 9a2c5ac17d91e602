import type { Random } from './random.ts';

/** A standard normal draw by Marsaglia's polar method (Marsaglia & Bray 1964, SIAM Review 6:260). */
const normal = (random: Random): number => {
  for (;;) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
};

/** Whether a proposal is kept; the first test is the cheap one of the paper and settles nearly all. */
const isKept = (u: number, x: number, v: number, d: number): boolean =>
  u < 1 - 0.0331 * x * x * x * x || Math.log(u) < (x * x) / 2 + d * (1 - v + Math.log(v));

const gammaFromOne = (shape: number, random: Random): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (isKept(random.uniform(), x, v, d)) return d * v;
  }
};

/**
 * A draw from the gamma distribution of this shape (above 0) and scale 1: Marsaglia & Tsang 2000 (ACM TOMS 26:363),
 * shapes below 1 by its section 6.
 */
export const gamma = (shape: number, random: Random): number =>
  shape >= 1
    ? gammaFromOne(shape, random)
    : gammaFromOne(shape + 1, random) * (1 - random.uniform()) ** (1 / shape);
