import { describe, expect, it } from 'vitest';
import { drawGamma, gammaOf } from './gamma.ts';
import { createTape } from './tape.ts';

/** scipy: stats.gamma.ppf([0.1, 0.5, 0.9], shape); for shape 1 −log(1 − p). */
const QUANTILES: readonly (readonly [shape: number, quantiles: readonly number[]])[] = [
  [0.5, [0.00789539, 0.22746821, 1.35277173]],
  [1, [-Math.log(0.9), Math.LN2, Math.LN10]],
  [20.5, [14.95354569, 20.16764746, 26.474256]],
];

describe('gamma', () => {
  it.each(QUANTILES)('has the distribution of shape %d', (shape, quantiles) => {
    const source = createTape(`gamma ${shape}`)();
    const gamma = gammaOf(shape);
    const draws = Array.from({ length: 40_000 }, () => drawGamma(gamma, source));
    const below = quantiles.map((quantile) => draws.filter((draw) => draw < quantile).length / draws.length);
    for (const [at, share] of [0.1, 0.5, 0.9].entries()) {
      expect(Math.abs((below[at] ?? 0) - share)).toBeLessThan(0.009); // 3.6 standard errors at ½
    }
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / draws.length));
  });
});
