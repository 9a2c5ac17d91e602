/** Time as the core sees it; tests hold one that they move by hand. */
export interface Clock {
  now(): Date;
  /** Milliseconds that never go back, for latencies and pacing. */
  monotonicMs(): number;
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `work` once, after `ms` milliseconds, unless the function that it gives is called before. */
  after(ms: number, work: () => void): () => void;
}
