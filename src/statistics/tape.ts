import { createRandom, type Random } from './random.ts';

/** Standard normal draws, and uniform ones from 0 to below 1. */
export interface Draws {
  normal(): number;
  uniform(): number;
}

/** A standard normal draw by Marsaglia's polar method (Marsaglia & Bray 1964, SIAM Review 6:260). */
const standardNormal = (random: Random): number => {
  for (;;) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
};

/** A reel makes a draw when it is first asked for and keeps it; `read` starts at its beginning. */
const createReel = (make: () => number): { readonly read: () => () => number } => {
  const made: number[] = [];
  return {
    read: () => {
      let at = 0;
      return () => {
        if (at === made.length) made.push(make());
        return made[at++] as number;
      };
    },
  };
};

/** The draws that `seed` decides, made once: each call reads them from the start again. */
export const createTape = (seed: string): (() => Draws) => {
  const [normals, uniforms] = [createRandom(`${seed}, normal`), createRandom(`${seed}, uniform`)];
  const normal = createReel(() => standardNormal(normals));
  const uniform = createReel(() => uniforms.uniform());
  return () => ({ normal: normal.read(), uniform: uniform.read() });
};
