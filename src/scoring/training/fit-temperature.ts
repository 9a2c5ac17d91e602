import { softmax } from './softmax.ts';

/** Outputs of a head for a response that the model did not learn from, and which of them was right. */
export interface HeldOut {
  readonly logits: readonly number[];
  readonly right: number;
}

const COLDEST = 0.1;
const HOTTEST = 10;
const HALVINGS = 40;

/** How the log loss changes with the inverse temperature: the expected logit less the right one, summed. */
const slope = (items: readonly HeldOut[], inverse: number): number =>
  items.reduce((sum, { logits, right }) => {
    const probabilities = softmax(logits, 1 / inverse);
    const expected = logits.reduce((total, logit, at) => total + logit * (probabilities[at] ?? 0), 0);
    return sum + expected - (logits[right] ?? 0);
  }, 0);

/**
 * The temperature, 0.1 to 10, with the least log loss on held-out responses (Guo et al. 2017, arXiv 1706.04599). The loss
 * is convex in the inverse temperature, so halving finds it. 1 without responses.
 */
export const fitTemperature = (items: readonly HeldOut[]): number => {
  if (items.length === 0) return 1;
  let low = 1 / HOTTEST;
  let high = 1 / COLDEST;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (slope(items, middle) > 0) high = middle;
    else low = middle;
  }
  return Math.round(1e4 / ((low + high) / 2)) / 1e4;
};
