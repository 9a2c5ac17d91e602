import { type DuePorts, doDueSlots } from './do-due-slots.ts';

/** How late a slot may be done. */
const EVERY_MS = 20_000;

export interface ScheduleLoop {
  /** Resolves when nothing is being done, until the next beat. */
  settled(): Promise<void>;
  /** Resolves when what is being done has ended. */
  stop(): Promise<void>;
}

type LoopPorts = DuePorts & { beat(): void };

/** Does what is due, now and from then on. `beat` is called each time before. A store that refuses is tried again. */
export const startScheduleLoop = (ports: LoopPorts): ScheduleLoop => {
  const stopping = new AbortController();
  let current = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      current = beatOnce(ports);
      await current;
      await ports.clock.sleep(EVERY_MS, stopping.signal);
    }
  };
  const running = run();
  return {
    settled: () => current,
    stop: () => {
      stopping.abort();
      return running;
    },
  };
};

const beatOnce = async (ports: LoopPorts): Promise<void> => {
  try {
    ports.beat();
    await doDueSlots(ports);
  } catch (error) {
    ports.fault(error);
  }
};
