import { systemClock } from '../../adapters/system/system-clock.ts';
import type { Clock } from '../../src/ports/clock.ts';

export interface WarpedClock extends Clock {
  /** Time that nobody waits for: those who sleep until then wake, one after the other. */
  advance(ms: number): Promise<void>;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** Real waits up to it; longer ones end only when the clock is moved. */
const LONGEST_REAL_MS = 1000;

/** The machine's clock, which can be moved, from `start` on: work goes on in real time, hours pass at once. */
export const createWarpedClock = (start = systemClock.now()): WarpedClock => {
  let ahead = start.getTime() - systemClock.now().getTime();
  let sleepers: readonly Sleeper[] = [];
  const now = (): number => systemClock.now().getTime() + ahead;
  const after = (ms: number, work: () => void): (() => void) => {
    if (ms <= LONGEST_REAL_MS) return systemClock.after(ms, work);
    const leave = (): void => {
      sleepers = sleepers.filter((each) => each !== sleeper);
    };
    const wake = (): void => {
      leave();
      work();
    };
    const sleeper = { wakesAt: now() + ms, wake };
    sleepers = [...sleepers, sleeper];
    return leave;
  };
  return {
    now: () => new Date(now()),
    monotonicMs: () => systemClock.monotonicMs() + ahead,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          cancel();
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const cancel = after(ms, wake);
        signal?.addEventListener('abort', wake);
        if (signal?.aborted) wake();
      }),
    after,
    advance: async (ms) => {
      ahead += ms;
      for (const { wake } of sleepers.filter(({ wakesAt }) => wakesAt <= now())) wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};
