import type { Features } from './hashed-ngrams.ts';
import type { LabelHead } from './label-heads.ts';
import { widthOf } from './label-heads.ts';
import type { TrainedLinear } from './train-linear.ts';

/** Weights in one byte each: `table[bucket * width + output] * scales[output]`. */
export interface QuantisedLinear {
  readonly buckets: number;
  readonly width: number;
  readonly table: Int8Array;
  readonly scales: Float32Array;
}

const STEPS = 127;

/** Rounds every output's weights to 127 steps either side of 0, the largest being the last step. */
export const quantiseLinear = (
  trained: TrainedLinear,
  heads: readonly LabelHead[],
  buckets: number,
): QuantisedLinear => {
  const width = widthOf(heads);
  const table = new Int8Array(buckets * width);
  const scales = new Float32Array(width);
  for (const head of heads) {
    for (const [at, [, weights]] of trained(head).entries()) {
      const output = head.offset + at;
      const scale = Math.fround(
        weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / STEPS,
      );
      scales[output] = scale;
      if (scale === 0) continue;
      for (let bucket = 0; bucket < buckets; bucket += 1) {
        table[bucket * width + output] = Math.max(
          -STEPS,
          Math.min(STEPS, Math.round((weights[bucket] ?? 0) / scale)),
        );
      }
    }
  }
  return { buckets, width, table, scales };
};

/** The outputs of a quantised model for one response: what the ONNX graph computes, in double precision. */
export const quantisedLogits = (
  { table, width, scales }: QuantisedLinear,
  { indices, values }: Features,
): readonly number[] => {
  const sums = new Array<number>(width).fill(0);
  for (let at = 0; at < indices.length; at += 1) {
    const row = (indices[at] ?? 0) * width;
    const value = Math.fround(values[at] ?? 0);
    for (let output = 0; output < width; output += 1)
      sums[output] = (sums[output] ?? 0) + value * (table[row + output] ?? 0);
  }
  return sums.map((sum, output) => sum * (scales[output] ?? 0));
};
