import type { Dimension } from '../flames/dimension.ts';
import type { Label, LabelProbabilities } from '../flames/label.ts';
import type { FlagId, PromptId, RunId, ScorerIdentity } from '../ids.ts';
import type { FlagReason, FlagState } from '../review/flag.ts';
import type { VoterId } from '../review/vote.ts';

/** A vote for a label that stands. */
export interface CountedVote {
  readonly voter: VoterId;
  readonly name: string;
  readonly label: Label;
}

/** A flag with what its scorer and people said of it. */
export interface ReviewedFlag {
  readonly flag: FlagId;
  readonly dimension: Dimension;
  readonly reason: FlagReason;
  readonly state: FlagState;
  readonly prompt: PromptId;
  readonly scorer: { readonly name: string; readonly version: ScorerIdentity };
  /** What the scorer said when the flag was drawn, and how likely it found each label. */
  readonly scorerLabel: Label;
  readonly probabilities: LabelProbabilities | null;
  /** What people settled; null while they have not. */
  readonly label: Label | null;
  /** Of those that stand, the ones that name a label. */
  readonly votes: readonly CountedVote[];
}

/** What reports on the review are made of. */
export interface ReportReads {
  /** The flags of one run, or of all that are valid, oldest first, from one moment. */
  flags(run?: RunId): readonly ReviewedFlag[];
}
