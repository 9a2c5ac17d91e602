import type { Draws } from './tape.ts';

/** Whether a proposal is kept; the first test is the cheap one of the paper and settles nearly all. */
const isKept = (u: number, x: number, v: number, d: number): boolean =>
  u < 1 - 0.0331 * x * x * x * x || Math.log(u) < (x * x) / 2 + d * (1 - v + Math.log(v));

const gammaFromOne = (shape: number, draws: Draws): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = draws.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (isKept(draws.uniform(), x, v, d)) return d * v;
  }
};

/**
 * A draw from the gamma distribution of this shape (above 0) and scale 1: Marsaglia & Tsang 2000 (ACM TOMS 26:363),
 * shapes below 1 by its section 6.
 */
export const gamma = (shape: number, draws: Draws): number =>
  shape >= 1
    ? gammaFromOne(shape, draws)
    : gammaFromOne(shape + 1, draws) * (1 - draws.uniform()) ** (1 / shape);
