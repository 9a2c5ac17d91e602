import type { ScoreLimits } from '../flames/scorecard.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { MeasuredFlag } from './report-reads.ts';
import type { QueueCounts } from './review-store.ts';
import type { HistoricRun, RunBefore } from './run-history.ts';
import type { TallyCell } from './run-store.ts';
import type { AgreementCounts } from './scorer-records.ts';

/** From a moment (not included) to another (included). */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** A run that ended in a period. */
export interface EndedRun extends HistoricRun {
  readonly tally: readonly TallyCell[];
  readonly scoreLimits: ScoreLimits;
  /** How its scorer agrees with people; null for labels made elsewhere. */
  readonly agreement: AgreementCounts | null;
  /**
   * For the last completed run of each model, set and scorer in the period: the last one that had ended before the period
   * began, else the one before it. Null for all others, and where there is none.
   */
  readonly since: RunBefore | null;
}

/** How the review of all valid runs stands. */
export interface ReviewStand {
  readonly counts: QueueCounts;
  /** The closed ones, oldest first. */
  readonly audits: readonly MeasuredFlag[];
  /** How many flags people closed in the period, audits and others. */
  readonly closed: number;
}

/** All that a digest is made of, as one read sees it. */
export interface DigestReading extends Period {
  /** Newest first; none that was marked invalid. */
  readonly ended: readonly EndedRun[];
  readonly review: ReviewStand;
  readonly schedules: readonly Schedule[];
}

/** The read of a digest. */
export interface DigestReads {
  digest(period: Period): DigestReading;
}
