import type { Clock } from '../ports/clock.ts';

export interface Wake {
  /** Ends the present wait, or the next one at once. */
  call(): void;
  /** Resolves when called, or after `ms`; Infinity waits for a call. */
  wait(ms: number): Promise<void>;
}

/** Lets one loop sleep until something changed. */
export const createWake = (clock: Clock): Wake => {
  let called = false;
  let end: (() => void) | undefined;
  return {
    call() {
      called = true;
      end?.();
    },
    async wait(ms) {
      if (!called) {
        let cancel: (() => void) | undefined;
        await new Promise<void>((resolve) => {
          end = resolve;
          if (ms !== Number.POSITIVE_INFINITY) cancel = clock.after(ms, resolve);
        });
        end = undefined;
        cancel?.();
      }
      called = false;
    },
  };
};
