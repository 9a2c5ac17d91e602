import type { PromptSetId, RunId } from '../ids.ts';
import type { Address } from '../ports/chat-platform.ts';
import type { ScorerDescription } from '../ports/scorer.ts';
import type { Dimension } from './dimension.ts';

/** What a run's process may be doing. `interrupted` is not stored: it is a `running` run whose process died. */
export const RUN_STATES = [
  'queued',
  'running',
  'interrupted',
  'stopped',
  'completed',
  'cancelled',
  'failed',
] as const;
export type RunState = (typeof RUN_STATES)[number];
export type StoredRunState = Exclude<RunState, 'interrupted'>;
/** States in which work on a run may leave it. */
export type EndState = Exclude<StoredRunState, 'queued' | 'running'>;

/** USD a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** Everything that decides which answers a model gives, without secrets. Frozen at the start. */
export interface ModelTerms {
  readonly name: string;
  readonly kind: 'endpoint' | 'built-in' | 'imported';
  /** The name that the endpoint knows. */
  readonly model: string;
  readonly baseUrl?: string;
  readonly system?: string;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly extraBody?: Readonly<Record<string, unknown>>;
  readonly price?: Price;
}

/** The terms of a run, frozen at its start and printed small under its scorecard. */
export interface RunTerms {
  readonly model: ModelTerms;
  readonly promptSet: { readonly id: PromptSetId; readonly name: string; readonly sha256: string };
  readonly scorer: ScorerDescription;
  readonly seed: number | null;
}

/** Who asked for a run, or acted on it. `platform` is `shell` for the command line. */
export interface Person {
  readonly platform: string;
  readonly id: string;
  readonly name: string;
}

export interface Run {
  readonly id: RunId;
  readonly state: RunState;
  readonly terms: RunTerms;
  /** Canonical words; grows when the run is topped up. `imported` for responses made elsewhere. */
  readonly subset: string;
  /** The dimensions asked, in Flames' order. */
  readonly dimensions: readonly Dimension[];
  /** How many prompts it asks. */
  readonly prompts: number;
  readonly requestedBy: Person;
  /** Where it was asked for in chat. */
  readonly replyTo: Address | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Why it stopped or failed, one sentence. */
  readonly note: string | null;
  /** Set when a person marked it invalid: kept, and left out everywhere. */
  readonly invalid: { readonly because: string; readonly by: string; readonly at: Date } | null;
}
