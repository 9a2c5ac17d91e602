import { type DuePorts, doDueSlots } from './do-due-slots.ts';

/** How late a slot may be done. */
const EVERY_MS = 20_000;

export interface ScheduleLoop {
  /** Resolves when what is being done has ended. */
  stop(): Promise<void>;
}

/** Does what is due, now and from then on. `beat` is called each time before. A store that refuses is tried again. */
export const startScheduleLoop = (ports: DuePorts & { beat(): void }): ScheduleLoop => {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        ports.beat();
        await doDueSlots(ports);
      } catch (error) {
        ports.fault(error);
      }
      await ports.clock.sleep(EVERY_MS, stopping.signal);
    }
  };
  const running = run();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
};
