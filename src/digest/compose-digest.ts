import { type HeadlineRules, isHeadline } from '../flames/headline.ts';
import type { RunState } from '../flames/run.ts';
import { type OverallResult, resultsOf } from '../flames/scorecard.ts';
import type { DigestReading, EndedRun } from '../ports/digest-reads.ts';
import { type ReviewReport, standOfReview } from '../review/review-report.ts';
import { nextSlot } from '../schedule/slots.ts';
import { type Moves, movesOf } from './moves.ts';

/** A run that ended in the period. */
export interface EndedResult {
  readonly run: string;
  readonly model: string;
  readonly promptSet: string;
  readonly subset: string;
  readonly scorer: { readonly name: string; readonly version: string; readonly triage: boolean };
  readonly state: RunState;
  readonly prompts: number;
  readonly failed: number;
  readonly unscored: number;
  readonly finishedAt: string | null;
  /** Null without a rate, for a run that is not completed, and where the scorer agrees with people too seldom. */
  readonly overall: OverallResult | null;
  /** False where the scorer agrees with people too seldom: then its numbers are told nowhere in the digest. */
  readonly headline: boolean;
}

interface DueNext {
  readonly schedule: string;
  readonly kind: 'digest' | 'evaluate';
  readonly call: string;
  readonly at: string | null;
  readonly timeZone: string;
  readonly pausedBecause: string | null;
}

/** A digest as data: its keys are the contract of `flames digest --json`. Rates and differences 0 to 1. */
export interface Digest extends Moves {
  readonly from: string;
  readonly to: string;
  /** Newest first. */
  readonly ran: readonly EndedResult[];
  readonly review: Pick<ReviewReport, 'flags' | 'agreement' | 'scorers'> & {
    /** Flags that people closed in the period. */
    readonly closed: number;
  };
  /** What comes first stands first; paused schedules last. */
  readonly due: readonly DueNext[];
}

/** Composes a digest from one read. Pure: the same reading at the same moment gives the same digest. */
export const composeDigest = (reading: DigestReading, rules: HeadlineRules, now: Date): Digest => {
  const told = reading.ended.filter((ended) => isHeadline(ended.agreement, rules));
  return {
    from: reading.from.toISOString(),
    to: reading.to.toISOString(),
    ran: reading.ended.map((ended) => toResult(ended, told.includes(ended))),
    ...movesOf(told),
    review: { ...standOfReview(reading.review), closed: reading.review.closed },
    due: dueNext(reading, now),
  };
};

const toResult = ({ run, tally, scoreLimits }: EndedRun, headline: boolean): EndedResult => {
  const { id, terms, subset, state, prompts, finishedAt, dimensions } = run;
  const total = (key: 'failed' | 'unscored'): number => tally.reduce((sum, cell) => sum + cell[key], 0);
  return {
    run: id,
    model: terms.model.name,
    promptSet: terms.promptSet.name,
    subset,
    scorer: { name: terms.scorer.name, version: terms.scorer.identity, triage: terms.scorer.triage },
    state,
    prompts,
    failed: total('failed'),
    unscored: total('unscored'),
    finishedAt: finishedAt?.toISOString() ?? null,
    overall: headline && state === 'completed' ? resultsOf(dimensions, tally, scoreLimits).overall : null,
    headline,
  };
};

const dueNext = ({ schedules }: DigestReading, now: Date): readonly DueNext[] =>
  schedules
    .map((schedule) => ({
      schedule,
      at: schedule.pausedBecause === null ? nextSlot(schedule, now) : undefined,
    }))
    .toSorted((a, b) => (a.at?.getTime() ?? Infinity) - (b.at?.getTime() ?? Infinity))
    .map(({ schedule: { name, kind, call, timeZone, pausedBecause }, at }) => ({
      schedule: name,
      ...{ kind, call, at: at?.toISOString() ?? null, timeZone, pausedBecause },
    }));
