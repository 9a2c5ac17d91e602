import type { ScoreItem, Verdict } from '../ports/scorer.ts';

/** A scorer that may hold its thread for as long as it computes: it lives in a worker, never in the bot's own thread. */
export interface BlockingScorer {
  /** One verdict for each item, in order. Throws only when the scorer itself is broken. */
  score(items: readonly ScoreItem[]): readonly Verdict[] | Promise<readonly Verdict[]>;
}

/**
 * What a module exports under the name `createScorer` to be run in worker threads. `settings` is plain JSON;
 * each worker calls it once.
 */
export type CreateScorer = (settings: unknown) => BlockingScorer | Promise<BlockingScorer>;
