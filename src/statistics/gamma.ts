import type { Draws } from './tape.ts';

/** Whether a proposal is kept; the first test is the cheap one of the paper and settles nearly all. */
const isKept = (u: number, x: number, v: number, d: number): boolean =>
  u < 1 - 0.0331 * x * x * x * x || Math.log(u) < (x * x) / 2 + d * (1 - v + Math.log(v));

/** A gamma distribution of scale 1, with the constants of the paper for it. */
interface Gamma {
  readonly shape: number;
  readonly d: number;
  readonly c: number;
}

/** The gamma distribution of this shape (above 0) and scale 1. */
export const gammaOf = (shape: number): Gamma => {
  const d = (shape >= 1 ? shape : shape + 1) - 1 / 3;
  return { shape, d, c: 1 / Math.sqrt(9 * d) };
};

const drawFromOne = (d: number, c: number, draws: Draws): number => {
  for (;;) {
    const x = draws.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (isKept(draws.uniform(), x, v, d)) return d * v;
  }
};

/** A draw from it: Marsaglia & Tsang 2000 (ACM TOMS 26:363), shapes below 1 by its section 6. */
export const drawGamma = ({ shape, d, c }: Gamma, draws: Draws): number => {
  const drawn = drawFromOne(d, c, draws);
  return shape >= 1 ? drawn : drawn * (1 - draws.uniform()) ** (1 / shape);
};
