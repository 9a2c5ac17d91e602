import type { Interval } from '../statistics/interval.ts';
import type { ScorerComparison } from './compare-scorers.ts';
import type { MeasuredQuality } from './evaluation/measured.ts';

/** A cross-validated measure of a trained scorer beside what it has to beat; rates 0 to 1. */
export interface Bar {
  readonly measure: 'accuracy' | 'macroF1';
  readonly value: number;
  readonly ci95: Interval;
  readonly majority: number;
  readonly refusalRule: number;
  /** Its lower limit lies above both. */
  readonly beatsBoth: boolean;
}

const NOTHING: Interval = [0, 1];

const barOf = (measure: Bar['measure'], quality: MeasuredQuality): Bar => {
  const ci95 = quality.ci95[measure] ?? NOTHING;
  const majority = quality.majority[measure] ?? 1;
  const refusalRule = quality.refusalRule[measure] ?? 1;
  return {
    ...{ measure, ci95, majority, refusalRule },
    value: quality[measure] ?? 0,
    beatsBoth: ci95[0] > majority && ci95[0] > refusalRule,
  };
};

/** What a trained scorer has to beat: always saying the most frequent label, and the refusal-word rule, in both measures. */
export const barsOf = (quality: MeasuredQuality): readonly Bar[] => [
  barOf('accuracy', quality),
  barOf('macroF1', quality),
];

/** What the trained scorer would replace (`triage` is false also for one that does not work now), and how the two did on audit labels of prompts that it never saw. */
export interface Present {
  readonly triage: boolean;
  readonly comparison: ScorerComparison | null;
}

/** Why a trained scorer is kept aside. */
export type KeptAside = 'baselines' | 'present-agrees-more' | 'present-not-compared';

/**
 * Whether a trained scorer becomes the workspace's (null), or why it does not. It must beat both bars by its lower limits.
 * Where `from` audit labels or more compare it with the present scorer it must not agree with people less than that; a
 * present scorer that is more than triage is never replaced without such a comparison.
 */
export const judgeTraining = (
  bars: readonly Bar[],
  { triage, comparison }: Present,
  from: number,
): KeptAside | null => {
  if (!bars.every(({ beatsBoth }) => beatsBoth)) return 'baselines';
  if (comparison === null || comparison.shared < from) return triage ? null : 'present-not-compared';
  return comparison.b.rate < comparison.a.rate ? 'present-agrees-more' : null;
};
