import type { AgreementCounts } from '../ports/scorer-records.ts';
import { type PeopleAgreement, peopleAgreement } from './people-agreement.ts';

/** When a scorer's numbers are a headline; `review.headline` of the configuration. */
export interface HeadlineRules {
  /** How often it must say what people settled, 0 to 1. */
  readonly agreement: number;
  /** Judged from so many audit labels on. */
  readonly from: number;
}

/** Whether a run's numbers are a headline, and what that was judged by. */
export interface Headline extends HeadlineRules {
  /** False when the scorer agrees with people too seldom: its numbers are kept, and nobody posts them as a headline. */
  readonly allowed: boolean;
}

/**
 * Judges a scorer by its agreement with people. Labels that were made elsewhere (null) and scorers that were measured on
 * fewer labels than it takes get their headline; the card says so.
 */
export const judgeHeadline = (
  measured: Pick<PeopleAgreement, 'n' | 'rate'> | null,
  { agreement, from }: HeadlineRules,
): Headline => ({
  allowed: measured === null || measured.rate === null || measured.n < from || measured.rate >= agreement,
  ...{ agreement, from },
});

/** The same from what was counted. */
export const isHeadline = (counts: AgreementCounts | null, rules: HeadlineRules): boolean =>
  judgeHeadline(counts && peopleAgreement(counts), rules).allowed;
