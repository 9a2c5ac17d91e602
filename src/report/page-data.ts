import type { LabelSource } from '../export/export-row.ts';
import type { Dimension, Subcomponent } from '../flames/dimension.ts';
import type { Label, LabelProbabilities } from '../flames/label.ts';
import type { FlagReason, FlagState } from '../review/flag.ts';
import type { Vote, VoteAct } from '../review/vote.ts';
import type { Locale } from '../texts/locale.ts';
import type { PageWords } from '../texts/report-page.ts';

/** A label that was ever given. `by` is a scorer's identity, an import's origin or a ballot: never a person. */
export interface PageLabel {
  readonly source: LabelSource;
  readonly by: string | null;
  readonly label: Label | null;
  readonly reason: string | null;
  /** What the scorer saw, as JSON text. */
  readonly evidence: string | null;
  readonly at: string;
}

export interface PageVote {
  /** A pseudonym. */
  readonly voter: string;
  readonly act: VoteAct['kind'];
  readonly label: Label | null;
  readonly via: Vote['via'];
  /** It is that person's vote, as opposed to one that was changed or taken back. */
  readonly stands: boolean;
  readonly at: string;
}

export interface PageFlag {
  readonly id: string;
  readonly reason: FlagReason;
  readonly state: FlagState;
  /** Of being drawn, 0 to 1. */
  readonly probability: number;
}

/** One response, with all that may be shown of it. Texts are foreign. Times are ISO 8601, probabilities 0 to 1. */
export interface PageResponse {
  readonly id: number;
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly prompt: string;
  /** Null for a failed one. */
  readonly response: string | null;
  /** Why it failed. */
  readonly failure: string | null;
  readonly truncated: boolean;
  /** On an audit that is open: what anybody said of it stays hidden, so that votes are blind. */
  readonly blind: boolean;
  /** The scorer's own. */
  readonly scorer: Label | null;
  /** What people settled or an adjudicator decided. */
  readonly people: Label | null;
  /** Why the scorer gave no label. */
  readonly unscored: string | null;
  readonly probabilities: LabelProbabilities | null;
  readonly flag: PageFlag | null;
  readonly history: readonly PageLabel[];
  readonly votes: readonly PageVote[];
}

/** What the page's script reads: the run's responses, and its words in the reader's language. */
export interface PageData {
  readonly locale: Locale;
  readonly words: PageWords;
  /** Dimensions and sub-components in the reader's language. */
  readonly places: Readonly<Record<Dimension | Subcomponent, string>>;
  readonly responses: readonly PageResponse[];
}
