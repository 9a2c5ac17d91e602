import type { AgreementCounts } from '../ports/scorer-records.ts';
import { type Interval, wilson } from '../statistics/interval.ts';

/** How often a scorer says what people settled in audits; rates 0 to 1. */
export interface PeopleAgreement {
  /** Audit labels of the workspace, and those of them that the scorer was measured on. */
  readonly labels: number;
  readonly n: number;
  /** Null while n is 0. */
  readonly rate: number | null;
  /** Wilson score interval. */
  readonly ci95: Interval | null;
}

export const peopleAgreement = ({ labels, measured, agreed }: AgreementCounts): PeopleAgreement => ({
  labels,
  n: measured,
  rate: measured === 0 ? null : agreed / measured,
  ci95: measured === 0 ? null : wilson(agreed, measured),
});
