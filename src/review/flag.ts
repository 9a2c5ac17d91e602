import type { Dimension } from '../flames/dimension.ts';
import type { Label } from '../flames/label.ts';
import type { FlagId, ResponseId, RunId } from '../ids.ts';

/** Audit: a random sample that estimates. Borderline: what the scorer is unsure of, which buys better labels. */
export type FlagReason = 'audit' | 'borderline';

export const FLAG_STATES = ['open', 'settled', 'disputed', 'adjudicated'] as const;
/** `settled`: people agree. `disputed`: they do not, an adjudicator decides, and then it is `adjudicated`. */
export type FlagState = (typeof FLAG_STATES)[number];

/** A response put before people. */
export interface Flag {
  readonly id: FlagId;
  readonly run: RunId;
  readonly response: ResponseId;
  readonly dimension: Dimension;
  readonly reason: FlagReason;
  /** Of being drawn, 0 to 1. */
  readonly probability: number;
  /** Its place in the seeded order of its dimension (audit), or by uncertainty (borderline); from 0 on. */
  readonly position: number;
  /** What the scorer said when the flag was drawn. */
  readonly scorerLabel: Label;
  readonly drawnAt: Date;
  readonly state: FlagState;
  /** What people settled; null while they have not. */
  readonly label: Label | null;
  /** The flag of the same prompt and response whose consensus holds here too. */
  readonly reusedFrom: FlagId | null;
  readonly closedAt: Date | null;
}

/** A flag as it is drawn. */
export type DrawnFlag = Pick<
  Flag,
  'response' | 'dimension' | 'reason' | 'probability' | 'position' | 'scorerLabel'
>;
