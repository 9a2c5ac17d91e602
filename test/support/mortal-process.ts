import type { ManualClock } from '../../adapters/memory/manual-clock.ts';
import type { RecordingPlatform } from '../../adapters/memory/recording-platform.ts';
import { createOutbox, type Outbox } from '../../src/outbox/outbox.ts';
import type { ChatPlatform } from '../../src/ports/chat-platform.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { OutboxStore } from '../../src/ports/outbox-store.ts';

/** Thrown out of a process that was killed, so that its scenario stops too. */
export class Killed extends Error {}

export interface MortalProcess {
  readonly outbox: Outbox;
  isDead(): boolean;
  kill(): void;
  /** How many moments passed at which it could have been killed. */
  moments(): number;
}

const forever = (): Promise<never> => new Promise(() => undefined);

/**
 * A process with an outbox that is killed at one moment: moments lie before and after each call of the store and of the
 * platform. What the calls did stays; nothing of the process runs on, and no answer reaches it.
 */
export const startProcess = (
  world: { readonly store: OutboxStore; readonly platform: RecordingPlatform; readonly clock: ManualClock },
  killedAt: number,
): MortalProcess => {
  let moment = 0;
  let dead = false;
  const passMoment = (): void => {
    if (!dead && moment === killedAt) dead = true;
    moment += 1;
    if (dead) throw new Killed();
  };
  const sync =
    <Parameters extends readonly unknown[], Result>(call: (...parameters: Parameters) => Result) =>
    (...parameters: Parameters): Result => {
      passMoment();
      const result = call(...parameters);
      passMoment();
      return result;
    };
  const remote =
    <Parameters extends readonly unknown[], Result>(call: (...parameters: Parameters) => Promise<Result>) =>
    async (...parameters: Parameters): Promise<Result> => {
      passMoment();
      const answer = await call(...parameters).then(
        (result) => () => result,
        (error) => () => {
          throw error;
        },
      );
      if (dead) return forever();
      passMoment();
      return answer();
    };
  const { store, platform, clock } = world;
  const mortalStore: OutboxStore = {
    ...store,
    put: sync(store.put),
    startSending: sync(store.startSending),
    delivered: sync(store.delivered),
    postpone: sync(store.postpone),
    bury: sync(store.bury),
  };
  const mortalPlatform: ChatPlatform = {
    name: platform.name,
    pace: platform.pace,
    remembers: platform.remembers,
    start: (onEvent) => platform.start(onEvent),
    stop: () => platform.stop(),
    post: remote((...call) => platform.post(...call)),
    edit: remote((...call) => platform.edit(...call)),
    find: remote((...call) => platform.find(...call)),
  };
  const mortalClock: Clock = {
    ...clock,
    sleep: (ms, signal) =>
      dead ? forever() : clock.sleep(ms, signal).then(() => (dead ? forever() : undefined)),
  };
  const outbox = createOutbox({
    store: mortalStore,
    platforms: [mortalPlatform],
    clock: mortalClock,
    report: () => undefined,
    random: () => 1,
  });
  return {
    outbox,
    isDead: () => dead,
    kill: () => {
      dead = true;
    },
    moments: () => moment,
  };
};
