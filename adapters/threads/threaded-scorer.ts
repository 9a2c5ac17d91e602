import type { ScoreItem, Scorer, ScorerDescription, Verdict } from '../../src/ports/scorer.ts';
import { ScorerThread } from './scorer-thread.ts';

export interface ThreadedScorerSettings {
  readonly description: ScorerDescription;
  /** A module of ours (its `.ts` address) or any JavaScript module that exports `createScorer` (`CreateScorer`). */
  readonly module: URL;
  /** Plain JSON, given to `createScorer` in each thread. */
  readonly settings?: unknown;
  /** How many worker threads there are at most. */
  readonly threads: number;
  readonly batchSize: number;
}

interface Queued {
  readonly items: readonly ScoreItem[];
  readonly signal: AbortSignal;
  readonly resolve: (verdicts: readonly Verdict[]) => void;
  readonly reject: (reason: unknown) => void;
}

class ThreadedScorer implements Scorer {
  readonly description: ScorerDescription;
  readonly batchSize: number;
  readonly parallelBatches: number;
  readonly #threads: readonly ScorerThread[];
  readonly #queue: Queued[] = [];
  #closed = false;

  constructor({ description, module, settings, threads, batchSize }: ThreadedScorerSettings) {
    this.description = description;
    this.batchSize = batchSize;
    this.parallelBatches = threads;
    this.#threads = Array.from(
      { length: threads },
      () => new ScorerThread(description.name, module, settings ?? null),
    );
  }

  score(items: readonly ScoreItem[], signal: AbortSignal): Promise<readonly Verdict[]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closedError());
      if (signal.aborted) return reject(signal.reason);
      const abort = (): void => reject(signal.reason);
      const settled = (): void => signal.removeEventListener('abort', abort);
      signal.addEventListener('abort', abort, { once: true });
      const give = (verdicts: readonly Verdict[]): void => {
        settled();
        resolve(verdicts);
      };
      const refuse = (reason: unknown): void => {
        settled();
        reject(reason);
      };
      this.#queue.push({ items, signal, resolve: give, reject: refuse });
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const queued of this.#queue.splice(0)) queued.reject(this.#closedError());
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  /** An aborted batch is dropped while it waits; one that a thread computes already keeps it until it is done. */
  #dispatch(): void {
    const thread = this.#threads.find(({ busy }) => !busy);
    const next = thread === undefined ? undefined : this.#queue.shift();
    if (thread === undefined || next === undefined) return;
    if (next.signal.aborted) return this.#dispatch();
    thread
      .score(next.items)
      .then(next.resolve, next.reject)
      .finally(() => this.#dispatch());
  }

  #closedError(): Error {
    return new Error(`Scorer ${this.description.name} is closed.`);
  }
}

/**
 * Runs a blocking scorer in worker threads, so that the bot always answers. Threads start with the first batch and are
 * replaced when they die; the batch of a dead thread is rejected. `close` ends them and rejects what waits.
 */
export const createThreadedScorer = (settings: ThreadedScorerSettings): Scorer =>
  new ThreadedScorer(settings);
