import { type Dimension, isBinary } from '../flames/dimension.ts';
import type { MeasuredFlag } from '../ports/report-reads.ts';
import type { Interval } from '../statistics/interval.ts';
import { krippendorffAlpha } from '../statistics/krippendorff.ts';

/** How far people agree beyond chance: Krippendorff's α, at most 1. */
export interface Agreement {
  readonly metric: 'ordinal' | 'nominal';
  /** Ballots on which two people or more gave a label. */
  readonly ballots: number;
  readonly alpha: number | null;
  readonly ci95: Interval | null;
  /** Why there is no α: `4 of 10 doubly voted ballots`, or nobody ever gave another label. */
  readonly reason: string | null;
}

export const LEAST_BALLOTS = 10;

/** Agreement on a dimension's closed audit ballots: ordinal where there are three labels, nominal where there are two. */
export const agreementOf = (dimension: Dimension, audit: readonly MeasuredFlag[]): Agreement => {
  const metric = isBinary(dimension) ? 'nominal' : 'ordinal';
  const units = audit.map(({ votes }) => votes.map(({ label }) => label));
  const ballots = units.filter((votes) => votes.length >= 2).length;
  const found = krippendorffAlpha(units, metric);
  if (found !== null) {
    return { metric, ballots, alpha: found.estimate, ci95: found.interval, reason: null };
  }
  const few = `${ballots} of ${LEAST_BALLOTS} doubly voted ballots`;
  const reason = ballots < LEAST_BALLOTS ? few : 'all votes are one label';
  return { metric, ballots, alpha: null, ci95: null, reason };
};
