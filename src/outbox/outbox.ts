import type { Card } from '../cards/card.ts';
import type { Address, ChatPlatform, PostKey } from '../ports/chat-platform.ts';
import type { Channel } from '../ports/outbox-store.ts';
import { ChannelLoop, type Delivering } from './channel-loop.ts';

/** Stands between the core and the platforms: what is put here is on disk, and reaches its channel when that can be reached. */
export interface Outbox {
  /** The message named `key` reads like this from now on. Durable when it returns; posted or edited in its time. */
  put(key: PostKey, address: Address, card: Card): void;
  /**
   * Sends what other processes, before or beside this one, left unsent on platforms that remember, and what was refused
   * and is due to be tried again; again at each call.
   */
  start(): void;
  /** The bot may write in a channel again: what was refused there is tried at once. */
  retry(channel: Channel): void;
  /**
   * Resolves when nothing waits on any platform of this process; a platform that is down holds it up, what a channel
   * refused does not.
   */
  drained(): Promise<void>;
  /** Resolves when the calls that are under way have ended; what is unsent stays for the next start. */
  stop(): Promise<void>;
}

interface OutboxOptions extends Omit<Delivering, 'random'> {
  readonly platforms: readonly ChatPlatform[];
  /** 0 to 1; by default the machine's. */
  readonly random?: () => number;
}

/** The outbox over a store and the platforms that run in this process. `report` must not throw. */
export const createOutbox = ({ platforms, random = Math.random, ...rest }: OutboxOptions): Outbox => {
  const delivering: Delivering = { ...rest, random };
  const loops = new Map<string, ChannelLoop>();
  let stopped = false;

  const wake = (channel: Channel): void => {
    const platform = platforms.find(({ name }) => name === channel.platform);
    if (platform === undefined || stopped) return;
    const name = JSON.stringify([channel.platform, channel.channel]);
    const loop = loops.get(name) ?? new ChannelLoop(channel, platform, delivering);
    loops.set(name, loop);
    loop.wake();
  };
  const running = (): readonly Promise<void>[] =>
    Array.from(loops.values(), (loop) => loop.running).filter((each) => each !== undefined);

  return {
    put: (key, address, card) => {
      const { platform, channel } = delivering.store.put(key, address, card, delivering.clock.now());
      wake({ platform, channel });
    },
    start: () => {
      delivering.store.reviveDue(delivering.clock.now());
      const remembering = platforms.filter(({ remembers }) => remembers).map(({ name }) => name);
      for (const channel of delivering.store.channels())
        if (remembering.includes(channel.platform)) wake(channel);
    },
    retry: (channel) => {
      delivering.store.reviveIn(channel, delivering.clock.now());
      wake(channel);
    },
    drained: async () => {
      for (let open = running(); open.length > 0; open = running()) await Promise.all(open);
    },
    stop: async () => {
      stopped = true;
      await Promise.all(Array.from(loops.values(), (loop) => loop.stop()));
    },
  };
};
