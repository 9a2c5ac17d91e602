import type { Clock } from '../../src/ports/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export interface ManualClock extends Clock {
  /** Moves time on, waking sleepers in their order and letting what they start run before the next. */
  advance(ms: number): Promise<void>;
  /** Moves time from sleeper to sleeper until the promise settles. Fails when nothing sleeps and nothing happens. */
  runUntil<T>(promise: Promise<T>): Promise<T>;
}

const settleTurns = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
};

class ManualTime implements ManualClock {
  #ms = 0;
  readonly #start: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(start: Date) {
    this.#start = start.getTime();
  }

  now = (): Date => new Date(this.#start + this.#ms);
  monotonicMs = (): number => this.#ms;

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = (): void => {
        cancel();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const cancel = this.after(ms, done);
      signal?.addEventListener('abort', done, { once: true });
    });

  after = (ms: number, work: () => void): (() => void) => {
    const sleeper = { at: this.#ms + Math.max(0, ms), wake: work };
    this.#sleepers.add(sleeper);
    return () => this.#sleepers.delete(sleeper);
  };

  async advance(ms: number): Promise<void> {
    const end = this.#ms + ms;
    for (let next = this.#next(); next !== undefined && next.at <= end; next = this.#next()) {
      await this.#wake(next);
    }
    this.#ms = end;
  }

  async runUntil<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    await settleTurns(3);
    for (let idle = 0; !settled && idle < 1000; ) {
      const next = this.#next();
      idle = next === undefined ? idle + 1 : 0;
      await (next === undefined ? settleTurns(1) : this.#wake(next));
    }
    if (!settled) throw new Error('Nothing sleeps on the manual clock and the promise is still open.');
    return watched;
  }

  #next(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) if (first === undefined || sleeper.at < first.at) first = sleeper;
    return first;
  }

  async #wake(sleeper: Sleeper): Promise<void> {
    this.#ms = Math.max(this.#ms, sleeper.at);
    this.#sleepers.delete(sleeper);
    sleeper.wake();
    await settleTurns(2);
  }
}

/** A clock that stands still until a test moves it. */
export const createManualClock = (start: Date = new Date('2025-01-01T00:00:00Z')): ManualClock =>
  new ManualTime(start);
