import type { Dimension } from '../flames/dimension.ts';
import type { Changes } from './comparison.ts';

/** What a test lets one say of a difference. */
export type Verdict = 'better' | 'worse' | 'no-change';

const LEVEL = 0.05;

/** A change is called one only where its (adjusted) p lies below 0.05. */
export const verdictOf = (difference: number | null, p: number | null): Verdict => {
  if (difference === null || p === null || p >= LEVEL || difference === 0) return 'no-change';
  return difference > 0 ? 'better' : 'worse';
};

/** Where a run fell against another by more than chance: over all by its own test, by dimension after Holm. */
export const fallen = ({ overall, dimensions }: Changes): readonly ('overall' | Dimension)[] => [
  ...(overall !== null && verdictOf(overall.difference, overall.p) === 'worse' ? ['overall' as const] : []),
  ...dimensions
    .filter(({ difference, pHolm }) => verdictOf(difference, pHolm) === 'worse')
    .map(({ dimension }) => dimension),
];
