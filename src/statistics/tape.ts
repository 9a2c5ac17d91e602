import { createWords, uniformOf } from './random.ts';

/** Standard normal draws, and uniform ones from 0 to below 1. */
export interface Draws {
  normal(): number;
  uniform(): number;
}

/** An interval reads 30,000 and a few. */
const BLOCK = 1 << 15;

type Fill = (list: Float64Array) => void;

const uniformsOf = (seed: string): Fill => {
  const makeWords = createWords(seed);
  return (list) => {
    const words = new Uint32Array(2 * list.length);
    makeWords(words);
    for (let at = 0; at < list.length; at += 1)
      list[at] = uniformOf(words[2 * at] as number, words[2 * at + 1] as number);
  };
};

/** Standard normal draws by Marsaglia's polar method (Marsaglia & Bray 1964, SIAM Review 6:260). */
const normalsOf = (seed: string): Fill => {
  const makeUniforms = uniformsOf(seed);
  const uniforms = new Float64Array(2 * BLOCK);
  let next = uniforms.length;
  return (list) => {
    let at = next;
    for (let made = 0; made < list.length; ) {
      if (at === uniforms.length) {
        makeUniforms(uniforms);
        at = 0;
      }
      const x = 2 * (uniforms[at++] as number) - 1;
      const y = 2 * (uniforms[at++] as number) - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) list[made++] = x * Math.sqrt((-2 * Math.log(square)) / square);
    }
    next = at;
  };
};

/** Draws in their order, made a block at a time and kept. */
class Reel {
  readonly #fill: Fill;
  #kept = new Float64Array(0);

  constructor(fill: Fill) {
    this.#fill = fill;
  }

  /** More draws than `length`, from the first on. */
  beyond(length: number): Float64Array<ArrayBuffer> {
    while (this.#kept.length <= length) {
      const longer = new Float64Array(this.#kept.length + BLOCK);
      longer.set(this.#kept);
      this.#fill(longer.subarray(this.#kept.length));
      this.#kept = longer;
    }
    return this.#kept;
  }
}

/** Reads two reels from their start. */
class Reading implements Draws {
  readonly #normalReel: Reel;
  readonly #uniformReel: Reel;
  #normals = new Float64Array(0);
  #uniforms = new Float64Array(0);
  #normalAt = 0;
  #uniformAt = 0;

  constructor(normals: Reel, uniforms: Reel) {
    this.#normalReel = normals;
    this.#uniformReel = uniforms;
  }

  normal(): number {
    const at = this.#normalAt++;
    if (at === this.#normals.length) this.#normals = this.#normalReel.beyond(at);
    return this.#normals[at] as number;
  }

  uniform(): number {
    const at = this.#uniformAt++;
    if (at === this.#uniforms.length) this.#uniforms = this.#uniformReel.beyond(at);
    return this.#uniforms[at] as number;
  }
}

/** The draws that `seed` decides, made once: each call reads them from the start again. */
export const createTape = (seed: string): (() => Draws) => {
  const normals = new Reel(normalsOf(`${seed}, normal`));
  const uniforms = new Reel(uniformsOf(`${seed}, uniform`));
  return () => new Reading(normals, uniforms);
};
