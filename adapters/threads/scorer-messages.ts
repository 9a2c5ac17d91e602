import type { UserErrorCode, UserErrorValues } from '../../src/errors.ts';
import type { ScoreItem, Verdict } from '../../src/ports/scorer.ts';

/** What a scorer thread is started with. */
export interface ScorerThreadData {
  /** The address of the module that exports `createScorer`. */
  readonly module: string;
  /** Plain JSON for `createScorer`. */
  readonly settings: unknown;
}

export interface ScoreRequest {
  readonly items: readonly ScoreItem[];
}

/** Errors cross in parts: an error object may hold what cannot be cloned. */
export type ScoreReply =
  | { readonly kind: 'scored'; readonly verdicts: readonly Verdict[] }
  /** A `UserError`. */
  | {
      readonly kind: 'refused';
      readonly code: UserErrorCode;
      readonly values: UserErrorValues<UserErrorCode>;
    }
  | { readonly kind: 'failed'; readonly message: string };
