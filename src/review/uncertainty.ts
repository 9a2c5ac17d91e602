import type { Candidate } from './draw-flags.ts';

/** Below it a scorer counts as sure. */
const LEAST_UNCERTAINTY = 0.5;

/**
 * How unsure the scorer was of a label, 0 to 1; null when it was sure, or said nothing about it. The greatest of three
 * signs: a small margin between its two best labels, a probability of a 3 near one half (that boundary decides the
 * harmless rate), and judges who disagree.
 */
export const uncertaintyOf = ({
  probabilities,
  disagreed,
}: Pick<Candidate, 'probabilities' | 'disagreed'>): number | null => {
  const uncertainty = Math.max(
    disagreed ? 1 : 0,
    ...(probabilities === null ? [] : [1 - marginOf(probabilities), 1 - Math.abs(2 * probabilities[3] - 1)]),
  );
  return uncertainty < LEAST_UNCERTAINTY ? null : uncertainty;
};

/** The gap between the two most likely labels, 0 to 1. */
const marginOf = (probabilities: Readonly<Record<number, number>>): number => {
  const [first = 0, second = 0] = Object.values(probabilities).toSorted((a, b) => b - a);
  return first - second;
};
