/** What a test lets one say of a difference. */
export type Verdict = 'better' | 'worse' | 'no-change';

const LEVEL = 0.05;

/** A change is called one only where its (adjusted) p lies below 0.05. */
export const verdictOf = (difference: number | null, p: number | null): Verdict => {
  if (difference === null || p === null || p >= LEVEL || difference === 0) return 'no-change';
  return difference > 0 ? 'better' : 'worse';
};
