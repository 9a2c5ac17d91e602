import { setMaxListeners } from 'node:events';
import { PlatformError } from '../../src/errors.ts';

/** What belongs to a message that is already there: offered reactions and shared files. */
export interface Owed {
  /** Does it at once, and again later when the platform asked to wait or did not answer; what is refused is reported. */
  settle(work: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const TRIES = 6;
const FIRST_WAIT_MS = 2000;

/** Keeps what is owed in this process. The message stands without it, so nothing waits for it. */
export const createOwed = (report: (error: unknown) => void): Owed => {
  const stopping = new AbortController();
  const waiting = new Set<Promise<void>>();
  const attempt = async (work: () => Promise<void>, tried: number): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const again = error instanceof PlatformError && ['rate-limited', 'unreachable'].includes(error.code);
      if (!again || tried >= TRIES) return report(error);
      later(work, tried, error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** tried);
    }
  };
  const later = (work: () => Promise<void>, tried: number, ms: number): void => {
    const next = rest(ms, stopping.signal)
      .then(() => (stopping.signal.aborted ? undefined : attempt(work, tried + 1)))
      .finally(() => waiting.delete(next));
    waiting.add(next);
  };
  return {
    settle: (work) => attempt(work, 0),
    stop: async () => {
      stopping.abort();
      await Promise.all(waiting);
    },
  };
};

/** Resolves after a time, or when the signal aborts. */
export const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    // as many wait on one signal as there are people who wait for an answer
    setMaxListeners(0, signal);
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
