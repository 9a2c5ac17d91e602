import type { ManualClock } from '../../adapters/memory/manual-clock.ts';
import type { RecordingPlatform } from '../../adapters/memory/recording-platform.ts';
import { createOutbox, type Outbox } from '../../src/outbox/outbox.ts';
import type { ChatPlatform } from '../../src/ports/chat-platform.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { OutboxStore } from '../../src/ports/outbox-store.ts';

/** Thrown out of a process that was killed, so that its scenario stops too. */
export class Killed extends Error {}

const forever = (): Promise<never> => new Promise(() => undefined);

/** Counts the moments before and after each call to the world, and ends the process at one of them. */
class Life {
  readonly #killedAt: number;
  dead = false;
  moments = 0;

  constructor(killedAt: number) {
    this.#killedAt = killedAt;
  }

  pass(): void {
    if (this.moments === this.#killedAt) this.dead = true;
    this.moments += 1;
    if (this.dead) throw new Killed();
  }

  /** A call that answers at once. */
  local<Parameters extends readonly unknown[], Result>(call: (...parameters: Parameters) => Result) {
    return (...parameters: Parameters): Result => {
      this.pass();
      const result = call(...parameters);
      this.pass();
      return result;
    };
  }

  /** A call whose answer travels: it may happen while the caller dies. */
  remote<Parameters extends readonly unknown[], Result>(
    call: (...parameters: Parameters) => Promise<Result>,
  ) {
    return async (...parameters: Parameters): Promise<Result> => {
      this.pass();
      const [answer] = await Promise.allSettled([call(...parameters)]);
      if (this.dead) return forever();
      this.pass();
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value;
    };
  }
}

const mortalStore = (store: OutboxStore, life: Life): OutboxStore => ({
  ...store,
  put: life.local(store.put),
  startSending: life.local(store.startSending),
  delivered: life.local(store.delivered),
  postpone: life.local(store.postpone),
  bury: life.local(store.bury),
});

const mortalPlatform = (platform: RecordingPlatform, life: Life): ChatPlatform => ({
  name: platform.name,
  pace: platform.pace,
  remembers: platform.remembers,
  start: (onEvent) => platform.start(onEvent),
  stop: () => platform.stop(),
  post: life.remote((...call) => platform.post(...call)),
  edit: life.remote((...call) => platform.edit(...call)),
  find: life.remote((...call) => platform.find(...call)),
});

const mortalClock = (clock: ManualClock, life: Life): Clock => ({
  ...clock,
  sleep: async (ms, signal) => {
    if (!life.dead) await clock.sleep(ms, signal);
    if (life.dead) await forever();
  },
});

export interface MortalProcess {
  readonly outbox: Outbox;
  kill(): void;
  /** How many moments passed at which it could have been killed. */
  moments(): number;
}

/**
 * A process with an outbox that is killed at one moment: moments lie before and after each call of the store and of the
 * platform. What the calls did stays; nothing of the process runs on, and no answer reaches it.
 */
export const startProcess = (
  world: { readonly store: OutboxStore; readonly platform: RecordingPlatform; readonly clock: ManualClock },
  killedAt: number,
): MortalProcess => {
  const life = new Life(killedAt);
  const outbox = createOutbox({
    store: mortalStore(world.store, life),
    platforms: [mortalPlatform(world.platform, life)],
    clock: mortalClock(world.clock, life),
    report: () => undefined,
    random: () => 1,
  });
  return {
    outbox,
    kill: () => {
      life.dead = true;
    },
    moments: () => life.moments,
  };
};
