import type {
  AnnotationExport,
  ExportKind,
  ExportRows,
  FlagExport,
  ResponseExport,
  VoteExport,
} from '../export/export-row.ts';
import type { Label } from '../flames/label.ts';
import type { AnnotationId, RunId } from '../ids.ts';

export interface ExportFilter {
  /** One run, also when it was marked invalid; without it all runs that are valid. */
  readonly run?: RunId;
  /** Failed responses too. */
  readonly failed?: boolean;
  /** Voters by name instead of by pseudonym. */
  readonly names?: boolean;
}

/** A label of people, oldest first. */
export interface PeopleLabel {
  readonly id: AnnotationId;
  readonly source: 'voters' | 'adjudicator';
  readonly label: Label;
  readonly reason: string | null;
  readonly at: string;
}

/** A label that a response was ever given; null with its reason when unscored. */
export type GivenLabel = Pick<
  AnnotationExport,
  'source' | 'by' | 'label' | 'probabilities' | 'evidence' | 'reason' | 'at'
>;

export type RaisedFlag = Pick<
  FlagExport,
  'id' | 'reason' | 'probability' | 'state' | 'label' | 'scorerLabel' | 'drawnAt' | 'closedAt'
>;

/** A response with all that was said of it. */
export interface ReviewedResponse {
  readonly row: ResponseExport;
  /** What went wrong, for a failed one. */
  readonly detail: string | null;
  /** Oldest first. */
  readonly labels: readonly GivenLabel[];
  readonly flag: RaisedFlag | null;
  /** Every act under its voter's pseudonym, in the order of arrival; none while an audit is open. */
  readonly votes: readonly Pick<VoteExport, 'voter' | 'act' | 'label' | 'via' | 'stands' | 'at'>[];
}

/**
 * Everything that was stored, for others to read. What is iterated is of one moment, whatever is written meanwhile, and
 * is read as it is taken: its size does not matter. Giving up early frees what it holds.
 */
export interface ExportReads {
  /**
   * Oldest first; the log is complete whatever was marked invalid. A vote on an audit that is still open is left out:
   * nobody sees it before the close.
   */
  rows<Kind extends ExportKind>(kind: Kind, filter: ExportFilter): Iterable<ExportRows[Kind]>;
  /** Responses with what people said of them. */
  labelled(
    filter: ExportFilter,
  ): Iterable<{ readonly row: ResponseExport; readonly people: readonly PeopleLabel[] }>;
  /** One run's responses in its order, failed ones too. */
  reviewed(run: RunId): Iterable<ReviewedResponse>;
}
