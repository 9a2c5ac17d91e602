import type { Clock } from '../../src/ports/clock.ts';

/** What a promise gives, or `late` after so many milliseconds; no timer is left behind. Rejects as the promise does. */
export const within = async <T>(ms: number, promise: Promise<T>, clock: Clock): Promise<T | 'late'> => {
  const timer = new AbortController();
  try {
    return await Promise.race([promise, clock.sleep(ms, timer.signal).then(() => 'late' as const)]);
  } finally {
    timer.abort();
  }
};
