import type { Clock } from '../../src/ports/clock.ts';

/** setTimeout's longest: beyond it Node fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const after = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, Math.min(Math.max(0, ms), LONGEST_TIMER_MS));
  return () => clearTimeout(timer);
};

const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = (): void => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });

/** The machine's clock. What is longer than 24 days ends after 24 days. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep,
  after,
};
