import type { RunId, ScorerIdentity } from '../ids.ts';
import type { Scorer } from './scorer.ts';

/** Why batches stand still. Nothing is lost meanwhile, and they go on by themselves. */
export type Hindrance =
  | { readonly kind: 'queue-unreachable' }
  /** The queue answers, and takes nothing; `code` is its own word for why. */
  | { readonly kind: 'queue-refuses'; readonly code: string }
  /** Nobody at the queue has the scorer in the version that the run began with. */
  | { readonly kind: 'no-worker'; readonly scorer: string; readonly identity: ScorerIdentity };

/** A scorer whose batches may be done elsewhere. */
export interface QueuedScorer extends Scorer {
  /** Why its batches stand still now; undefined while they move. */
  hindrance(): Hindrance | undefined;
}

/**
 * Where batches of responses are scored: in this process, or by workers on as many machines as one likes. The store is the
 * truth and this holds nothing that it lacks: what a queue loses is given to it again.
 */
export interface WorkQueue {
  /** The scorer of that name for one run; the caller closes it. Throws a `UserError` when it cannot work. */
  open(name: string, run: RunId): Promise<QueuedScorer>;
  /** Looks whether batches of that scorer would move now. Throws a `UserError` that says what to mend. */
  check(name: string): Promise<void>;
  close(): Promise<void>;
}
