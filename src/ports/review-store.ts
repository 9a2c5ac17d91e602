import type { Label, LabelProbabilities } from '../flames/label.ts';
import type { StoredPrompt } from '../flames/prompt.ts';
import type { Person } from '../flames/run.ts';
import type { FlagId, RunId } from '../ids.ts';
import type { Candidate, Flagged } from '../review/draw-flags.ts';
import type { DrawnFlag, Flag, FlagReason, FlagState } from '../review/flag.ts';
import type { Vote } from '../review/vote.ts';
import type { Address, PlatformName } from './chat-platform.ts';

/** Where a flag is voted on, and until when. */
export interface Ballot {
  readonly flag: FlagId;
  readonly address: Address;
  readonly openedAt: Date;
  readonly closesAt: Date;
  readonly closedAt: Date | null;
}

/** A flag with all that its ballot needs, from one read. */
export interface FlagView {
  readonly flag: Flag;
  readonly prompt: StoredPrompt;
  readonly responseText: string;
  /** Every act, in the order in which they arrived. */
  readonly acts: readonly Vote[];
  readonly ballot: Ballot | null;
  readonly requestedBy: Person;
  readonly model: string;
}

/** What a decision about a flag writes, all at once. */
export interface FlagChange {
  /** Now. */
  readonly at: Date;
  readonly vote?: Vote;
  readonly close?: {
    readonly state: Exclude<FlagState, 'open'>;
    /** The consensus, or what the adjudicator decided; null when people do not agree. */
    readonly label: Label | null;
    readonly source: 'voters' | 'adjudicator';
    /** Who decided, as the annotation says. */
    readonly by: string;
    readonly reason?: string;
  };
}

export interface FlagFilter {
  readonly run?: RunId;
  readonly states?: readonly FlagState[];
  readonly reason?: FlagReason;
  /** Whether it has a ballot in a channel. */
  readonly posted?: boolean;
  /** Leaves out runs that were marked invalid. */
  readonly validRuns?: true;
  readonly runs?: readonly RunId[];
  /** Only later ones than this. */
  readonly after?: FlagId;
  /** At most so many. */
  readonly limit?: number;
}

/** A flag in a list. */
export interface FlagRow {
  readonly flag: Flag;
  readonly model: string;
  /** Whose votes stand. */
  readonly votes: number;
  /** Whether it has a ballot in a channel. */
  readonly posted: boolean;
}

/** One label that a response was given, and by whom. */
export interface HistoryEntry {
  readonly at: Date;
  readonly source: 'scorer' | 'import' | 'voters' | 'adjudicator';
  readonly by: string;
  readonly label: Label | null;
  readonly probabilities: LabelProbabilities | null;
  readonly reason: string | null;
}

/** How many flags are in which state. */
export type QueueCounts = Readonly<Record<FlagReason, Readonly<Record<FlagState, number>>>>;

/**
 * Flags, their ballots and votes, and the labels that people settle. Synchronous: a method is one transaction (BEGIN
 * IMMEDIATE where it writes), durable when it returns.
 */
export interface ReviewStore {
  /** The run's answered responses that its scorer labelled, by position, from `after` on (exclusive; start with -1). */
  candidates(
    run: RunId,
    after: number,
    limit: number,
  ): readonly (Candidate & { readonly position: number })[];
  /** What is flagged of a run. */
  flagged(run: RunId): Flagged;
  /**
   * Reads what is flagged, draws and stores as one; what is flagged already stays. A borderline flag that an audit draws becomes `audit`, and the
   * probabilities of an audit are those of the latest draw. A prompt and response that people settled before get that
   * consensus at once; an audit takes it only from audits. Gives the flags that are new.
   */
  saveFlags(run: RunId, draw: (flagged: Flagged) => readonly DrawnFlag[], at: Date): readonly Flag[];
  find(id: string): FlagView | undefined;
  /** Reads a flag, decides and writes as one: nobody votes in between. Undefined for a flag that does not exist. */
  change<Result>(
    id: FlagId,
    decide: (view: FlagView) => { readonly result: Result; readonly change?: FlagChange },
  ): Result | undefined;
  /** Oldest first. */
  list(filter: FlagFilter): readonly FlagRow[];
  /** Valid runs with open flags that have no ballot yet. */
  runsWaiting(): readonly RunId[];
  /**
   * Opens a flag's ballot and gives true, unless it has one, people settled it meanwhile, or its channel has `most` open
   * ballots already.
   */
  openBallot(ballot: Omit<Ballot, 'closedAt'>, most: number): boolean;
  /** Ballots that are open now, of one channel or of all, oldest first. */
  openBallots(channel?: { readonly platform: PlatformName; readonly channel: string }): readonly Ballot[];
  history(id: FlagId): readonly HistoryEntry[];
  counts(run: RunId): QueueCounts;
}
