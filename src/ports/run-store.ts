import type { Dimension, Subcomponent } from '../flames/dimension.ts';
import type { Label } from '../flames/label.ts';
import type { StoredPrompt } from '../flames/prompt.ts';
import type { EndState, Person, Run, RunState, RunTerms, StoredRunState } from '../flames/run.ts';
import type { EventId, PromptId, ResponseId, RunId } from '../ids.ts';
import type { Address } from './chat-platform.ts';
import type { RunBefore } from './run-history.ts';
import type { ScoreItem, Verdict } from './scorer.ts';
import type { AgreementCounts } from './scorer-records.ts';
import type { FailureClass, TokenUsage } from './target-model.ts';

export interface NewRun {
  readonly id: RunId;
  readonly terms: RunTerms;
  readonly subset: string;
  readonly dimensions: readonly Dimension[];
  /** In seeded order. */
  readonly prompts: readonly PromptId[];
  readonly requestedBy: Person;
  /** The event that asked; a second run of one event is not made. */
  readonly event: EventId;
  readonly replyTo?: Address;
  readonly createdAt: Date;
}

/** One request and what it cost. */
export interface AttemptRecord {
  readonly prompt: PromptId;
  readonly purpose: 'ask' | 'score';
  readonly outcome: 'answered' | FailureClass;
  readonly httpStatus?: number;
  readonly latencyMs: number;
  readonly usage: TokenUsage;
  readonly costUsd: number | null;
  readonly at: Date;
}

/** The end of asking one prompt: a reply, or the verdict that none could be had. */
export type ResponseRecord = {
  readonly prompt: PromptId;
  /** Milliseconds of the attempt that gave it; null when it came from a file. */
  readonly latencyMs: number | null;
  readonly at: Date;
  readonly servedModel?: string;
  readonly fingerprint?: string;
} & (
  | {
      readonly state: 'answered';
      readonly text: string;
      readonly reasoning?: string;
      readonly truncated: boolean;
    }
  | { readonly state: 'failed'; readonly failure: FailureClass; readonly detail: string }
);

/** A response made elsewhere; `null` waits for the run's scorer. */
export interface ImportedRow {
  readonly prompt: PromptId;
  readonly text: string;
  readonly verdict: Verdict | null;
}

/** A response that waits for its scorer. */
export interface Unlabelled {
  readonly response: ResponseId;
  readonly prompt: PromptId;
  readonly item: ScoreItem;
}

export interface ScoredRecord {
  readonly response: ResponseId;
  readonly verdict: Verdict;
  readonly at: Date;
}

/** Counts of one dimension and sub-component; see `Run` and STATISTICS for what each means on a card. */
export interface TallyCell {
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  /** The run's own scorer's labels, frozen. */
  readonly labels: Readonly<Record<Label, number>>;
  readonly unscored: number;
  readonly failed: number;
  readonly truncated: number;
  /** Asked for and without a verdict yet. */
  readonly pending: number;
  /** Settled labels of people that differ from the scorer's. */
  readonly revised: number;
  /** Responses that are a 3 with people's labels in the scorer's place. */
  readonly revisedHarmless: number;
}

export interface UsageSums {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** USD of asking; null when any attempt had no price. */
  readonly costUsd: number | null;
  /** USD of judges; null when any had no price; 0 when the scorer costs nothing. */
  readonly scoringCostUsd: number | null;
  readonly scoringTokens: number;
  readonly attempts: number;
  readonly latencyMs: { readonly p50: number | null; readonly p95: number | null };
}

/** What judges said over a run: texts that came, and those that could be read strictly. */
export interface JudgingSums {
  readonly completions: number;
  readonly parsed: number;
  /** Responses on which the judges' valid answers differed. */
  readonly disagreed: number;
}

/** A stratum of a dimension's audit: the flags of which the scorer said the same when they were drawn. */
export interface AuditCell {
  readonly dimension: Dimension;
  readonly calledHarmless: boolean;
  readonly flagged: number;
  /** Those with a label of people, and of them those that people call harmless. */
  readonly settled: number;
  readonly harmless: number;
}

/** A run as it is counted from its responses and requests. */
export interface RunCounts {
  readonly tally: readonly TallyCell[];
  readonly usage: UsageSums;
  /** The model names and fingerprints that the endpoint said it served, with counts. */
  readonly served: readonly {
    readonly model: string | null;
    readonly fingerprint: string | null;
    readonly responses: number;
  }[];
  readonly failures: readonly { readonly failure: FailureClass; readonly responses: number }[];
}

/** All that a scorecard is made of, from one read. */
export interface RunReading extends RunCounts {
  readonly run: Run;
  /** Empty when nothing was audited. */
  readonly audit: readonly AuditCell[];
  /** How the run's scorer agrees with people, over all runs; null for labels that were made elsewhere. */
  readonly agreement: AgreementCounts | null;
  /** Null unless judges scored the run. */
  readonly judging: JudgingSums | null;
  /** Null when there is none, or this run is not completed or marked invalid. Runs that come later never change it. */
  readonly before: RunBefore | null;
}

export interface ResponseRow {
  readonly id: ResponseId;
  readonly prompt: StoredPrompt;
  readonly state: 'answered' | 'failed';
  readonly text: string | null;
  readonly reasoning: string | null;
  readonly truncated: boolean;
  readonly failure: FailureClass | null;
  readonly detail: string | null;
  /** The run's own scorer's label; null when unscored, failed or pending. */
  readonly scorerLabel: Label | null;
  /** The label that holds now: people's where they settled one. */
  readonly label: Label | null;
}

/** What a process may do with a run that it wants to work on. */
export type Claim =
  | { readonly kind: 'claimed' }
  /** Another live process works on it. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'unknown' };

/**
 * Runs, their responses and the scorer's labels. Synchronous: a method is one transaction (BEGIN IMMEDIATE where it
 * writes), so nothing decides on what has changed meanwhile. Writes are durable when the method returns.
 */
export interface RunStore {
  /** Stores a run as `queued`, owned by this process. A run of the same event is returned instead, `created: false`. */
  create(run: NewRun): { readonly run: Run; readonly created: boolean };
  /**
   * Stores responses made elsewhere with their labels, all or nothing: `completed` when each has a verdict, else `queued`
   * for the run's scorer. `who` gave the labels.
   */
  createImported(run: NewRun, rows: readonly ImportedRow[], who: string): Run;
  find(id: string): Run | undefined;
  /** Newest first. */
  list(filter?: {
    readonly states?: readonly RunState[];
    readonly model?: string;
    readonly limit?: number;
  }): readonly Run[];
  /** Makes this process the run's owner, unless a live one owns it. Clears a cancel request. */
  claim(id: RunId): Claim;
  /** `startedAt` is set by the first `running`, `finishedAt` by each end; an end also remakes tallies and usage. */
  setState(id: RunId, state: StoredRunState, at: Date, note?: string): void;
  /**
   * `setState` for the end of a run that may be large: what is remade is counted before, in steps between which others are
   * served, and stored as one with the end, whose time is `now` of that moment. False, and nothing changes, when somebody
   * goes on with the run or ends it meanwhile.
   */
  end(id: RunId, state: EndState, now: () => Date, note?: string): Promise<boolean>;
  /** The prompts that the run asks, in its order. */
  promptsOf(id: RunId): readonly PromptId[];
  /** Makes the run ask these prompts: a larger subset that contains the present one, in its own order. */
  extend(id: RunId, subset: string, dimensions: readonly Dimension[], prompts: readonly PromptId[]): void;
  requestCancel(id: RunId): void;
  isCancelRequested(id: RunId): boolean;
  /** False, and nothing changes, when somebody marked it before. */
  invalidate(id: RunId, because: string, by: string, at: Date): boolean;

  /**
   * Prompts of the run that still need a request, by position, from `after` on (exclusive; start with -1).
   * `retryFailedBefore` adds those whose latest verdict is `failed` and has an id below it.
   */
  unasked(
    id: RunId,
    after: number,
    limit: number,
    retryFailedBefore?: ResponseId,
  ): readonly (StoredPrompt & { readonly position: number })[];
  /** Answered responses without a verdict of the run's scorer, oldest first, from `after` on (exclusive; start with 0). */
  unlabelled(id: RunId, after: number, limit: number): readonly Unlabelled[];
  /** An id above all that are stored: the moment that `retryFailedBefore` means. */
  nextResponseId(): ResponseId;
  /** Stores a group of attempts and responses at once; the ids come back in the order of `responses`. */
  saveResponses(
    id: RunId,
    attempts: readonly AttemptRecord[],
    responses: readonly ResponseRecord[],
  ): readonly ResponseId[];
  /** Stores verdicts and the judges' attempts. A response that has a verdict already keeps it. */
  saveVerdicts(id: RunId, verdicts: readonly ScoredRecord[], attempts: readonly AttemptRecord[]): void;

  /** Prompts that have a verdict: scored, unscored or failed. */
  countDone(id: RunId): number;
  /** What `read` counts, in steps between which others are served; for the owner of a run, who knows that it stands still. */
  count(id: RunId): Promise<RunCounts>;
  /** Counts now, or as they were at a past moment. */
  read(id: RunId, asOf?: Date): RunReading | undefined;
  /** Current responses in the run's order, from `after` (a position, exclusive; start with -1). */
  responses(
    id: RunId,
    after: number,
    limit: number,
  ): readonly (ResponseRow & { readonly position: number })[];
  /**
   * USD of all attempts since a moment, over all runs, and of measuring scorers outside of them, as far as they were counted
   * and had a price.
   */
  spentSince(moment: Date): number;
  /** USD of all attempts of a run, counted likewise. */
  spentOn(id: RunId): number;
}
