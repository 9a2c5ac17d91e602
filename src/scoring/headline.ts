import type { PeopleAgreement } from './people-agreement.ts';

/** When a scorer's numbers are a headline; `review.headline` of the configuration. */
export interface HeadlineRules {
  /** How often it must say what people settled, 0 to 1. */
  readonly agreement: number;
  /** Judged from so many audit labels on. */
  readonly from: number;
}

/** Whether a scorer's numbers may be a headline: not when enough labels show that it agrees too seldom. */
export const mayHeadline = (
  { n, rate }: Pick<PeopleAgreement, 'n' | 'rate'>,
  { agreement, from }: HeadlineRules,
): boolean => rate === null || n < from || rate >= agreement;
