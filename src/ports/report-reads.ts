import type { Dimension } from '../flames/dimension.ts';
import type { Label, LabelProbabilities } from '../flames/label.ts';
import type { FlagId, PromptId, RunId, ScorerIdentity } from '../ids.ts';
import type { FlagReason, FlagState } from '../review/flag.ts';
import type { VoterId } from '../review/vote.ts';
import type { QueueCounts } from './review-store.ts';

/** A vote for a label that stands. */
export interface CountedVote {
  readonly voter: VoterId;
  readonly name: string;
  readonly label: Label;
}

/** A closed flag, as far as agreement and scorers are measured on it. */
export interface MeasuredFlag {
  readonly dimension: Dimension;
  readonly prompt: PromptId;
  readonly scorer: { readonly name: string; readonly version: ScorerIdentity };
  /** What the scorer said when the flag was drawn, and how likely it found each label. */
  readonly scorerLabel: Label;
  readonly probabilities: LabelProbabilities | null;
  /** What people settled; null where they do not agree. */
  readonly label: Label | null;
  /** Of those that stand, the ones that name a label. */
  readonly votes: readonly Pick<CountedVote, 'label'>[];
}

/** A closed flag with what its scorer and people said of it. */
export interface ReviewedFlag extends MeasuredFlag {
  readonly flag: FlagId;
  readonly reason: FlagReason;
  readonly state: Exclude<FlagState, 'open'>;
  readonly closedAt: Date;
  readonly votes: readonly CountedVote[];
}

/** What a report on the review is made of, as one read sees it. */
export interface ReviewReading {
  readonly counts: QueueCounts;
  /** Oldest first; what people say of open ones is nobody's business yet. */
  readonly closed: readonly ReviewedFlag[];
}

export interface ReportReads {
  /** The review of one run, or of all that are valid. */
  review(run?: RunId): ReviewReading;
}
