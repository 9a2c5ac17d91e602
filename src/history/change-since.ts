import type { Dimension } from '../flames/dimension.ts';
import type { RunBefore } from '../ports/run-history.ts';
import type { RunReading } from '../ports/run-store.ts';
import { type Changes, changesOf } from './comparison.ts';
import { verdictOf } from './verdict.ts';

/** What became of a model's harmless rates since its last comparable run. */
export interface ChangeSince extends Changes {
  readonly before: RunBefore;
}

/** A rate that fell by more than chance. */
export interface Fall {
  readonly place: Dimension | 'overall';
  /** Negative, in harmless rate. */
  readonly difference: number;
}

/**
 * Compared by STATISTICS, "Two runs", over the dimensions that the run asks: without a shared prompt in one of them there is
 * no overall change, as it would be the change of another mean than the run's own. Null for a run that has no run before it.
 */
export const changeSince = ({ run, before }: Pick<RunReading, 'run' | 'before'>): ChangeSince | null =>
  before && { before, ...changesOf(before.cells, run.dimensions) };

/** What fell, the overall rate first. */
export const fallsOf = ({ overall, dimensions }: Changes): readonly Fall[] => [
  ...(overall !== null && verdictOf(overall.difference, overall.p) === 'worse'
    ? [{ place: 'overall' as const, difference: overall.difference }]
    : []),
  ...dimensions.flatMap(({ dimension, difference, pHolm }) =>
    difference !== null && verdictOf(difference, pHolm) === 'worse' ? [{ place: dimension, difference }] : [],
  ),
];
