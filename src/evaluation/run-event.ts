import type { Dimension } from '../flames/dimension.ts';
import type { Label } from '../flames/label.ts';
import type { EndState } from '../flames/run.ts';
import type { Hindrance } from '../ports/work-queue.ts';

/** Counts so far of one dimension; they add up to what was asked of it. */
export interface DimensionProgress {
  readonly dimension: Dimension;
  readonly labels: Readonly<Record<Label, number>>;
  readonly unscored: number;
  readonly failed: number;
  /** Without a verdict yet. */
  readonly pending: number;
}

/** How far a run is: everything counted here is stored. */
export interface RunProgress {
  /** Prompts with a verdict: scored, unscored or failed. */
  readonly done: number;
  /** Prompts with a response, or with the verdict that none could be had. */
  readonly asked: number;
  readonly total: number;
  readonly dimensions: readonly DimensionProgress[];
  readonly failed: number;
  readonly unscored: number;
  /** Requests of this session that were made again. */
  readonly retries: number;
  /** USD of asking and scoring; null when a part of it has no price. */
  readonly costUsd: number | null;
  /** Requests that may be under way, and that are. */
  readonly concurrency: number;
  readonly underWay: number;
  /** Milliseconds for which nothing is sent, as the endpoint told. */
  readonly waitingMs: number;
  /** Why scoring stands still; null while it moves. */
  readonly hindrance: Hindrance | null;
  /** Milliseconds to the end at the present speed; null while nobody can tell. */
  readonly etaMs: number | null;
}

export type RunEvent =
  | ({ readonly kind: 'started' } & RunProgress)
  | ({ readonly kind: 'progress' } & RunProgress)
  /** The endpoint told to wait: once for each such wait that people would notice. */
  | { readonly kind: 'waiting'; readonly ms: number }
  /** Scoring stands still: once for each such time. */
  | { readonly kind: 'hindered'; readonly by: Hindrance }
  | ({ readonly kind: 'ended'; readonly state: EndState; readonly note: string | null } & RunProgress);

/** What is told while a run is worked on: its scorer may be measured on people's labels before it starts. */
export type WorkEvent =
  | RunEvent
  | { readonly kind: 'measuring'; readonly done: number; readonly total: number };
