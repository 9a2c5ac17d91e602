import { PlatformError } from '../errors.ts';
import { onceEach } from '../once-each.ts';
import type { Address, ChatPlatform, Place, PostKey } from '../ports/chat-platform.ts';
import type { Clock } from '../ports/clock.ts';
import type { Channel, OutboxPost, OutboxStore } from '../ports/outbox-store.ts';
import { othersTurn } from '../steps.ts';
import { backoff } from './backoff.ts';
import { deliver } from './deliver.ts';
import { nextPost } from './next-post.ts';
import { placeOf } from './place-of.ts';
import { MENDABLE, retryMs } from './refusals.ts';

/** What somebody should hear of. */
export type OutboxReport =
  /** A post is refused; once a message and code. The person who can mend it should be told. */
  | { readonly kind: 'dead'; readonly key: PostKey; readonly address: Address; readonly error: PlatformError }
  /** A sending reached nobody, or has to wait: it is tried again in `ms`. */
  | { readonly kind: 'waits'; readonly key: PostKey; readonly error: PlatformError; readonly ms: number }
  /** The bot itself broke while it delivered; it tries again. */
  | { readonly kind: 'fault'; readonly channel: Channel; readonly error: unknown };

export interface Delivering {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly report: (report: OutboxReport) => void;
  /** 0 to 1. */
  readonly random: () => number;
}

const STORE_PAUSE_MS = 10_000;
const TIMES_KEPT_MS = 60_000;

/** Delivers the posts of one channel, one at a time, as long as any wait; sleeps exactly until the next is due. */
export class ChannelLoop {
  readonly #channel: Channel;
  readonly #platform: ChatPlatform;
  readonly #with: Delivering;
  readonly #sentAt = new Map<PostKey, number>();
  readonly #reported = new Set<string>();
  #freeAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | undefined;
  #sleep = new AbortController();
  #woken = false;
  #stopped = false;

  constructor(channel: Channel, platform: ChatPlatform, delivering: Delivering) {
    this.#channel = channel;
    this.#platform = platform;
    this.#with = delivering;
  }

  /** Resolves when nothing waits any more; undefined when nothing does. */
  get running(): Promise<void> | undefined {
    return this.#running;
  }

  /** Looks again at what waits. */
  wake(): void {
    this.#woken = true;
    this.#sleep.abort();
    if (!this.#stopped) this.#running ??= this.#run();
  }

  /** Resolves when the call that is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#sleep.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    for (let open = true; open && !this.#stopped; this.#forgetOldTimes()) {
      this.#woken = false;
      const more = await this.#turn();
      // what was put while the turn ended without it deserves another one
      open = more || this.#woken;
    }
    this.#running = undefined;
  }

  /** False when nothing waits. A store that refuses pauses the channel. */
  async #turn(): Promise<boolean> {
    try {
      return await this.#step();
    } catch (error) {
      this.#with.report({ kind: 'fault', channel: this.#channel, error });
      await this.#rest(STORE_PAUSE_MS);
      return true;
    }
  }

  async #step(): Promise<boolean> {
    const { store, clock } = this.#with;
    const times = { now: clock.monotonicMs(), freeAt: this.#freeAt, sentAt: this.#sentAt };
    // what waits in a channel mostly stands under the same few posts
    const above = { find: onceEach(store.find) };
    const ready = store.waiting(this.#channel).flatMap((post) => {
      const place = placeOf(post.address, above);
      return place === undefined ? [] : [{ ...post, place }];
    });
    const next = nextPost(ready, clock.now(), times, this.#platform.pace);
    if (next === undefined) return false;
    if (next.waitMs > 0) await this.#rest(next.waitMs);
    else {
      const post = store.find(next.post.key);
      if (post !== undefined) await this.#send(post, next.post.place);
      // a platform without a network answers at once
      await othersTurn();
    }
    return true;
  }

  async #rest(ms: number): Promise<void> {
    if (this.#stopped) return;
    this.#sleep = new AbortController();
    await this.#with.clock.sleep(ms, this.#sleep.signal);
  }

  async #send(post: OutboxPost, place: Place): Promise<void> {
    try {
      const delivery = await deliver(post, place, this.#platform, this.#with.store);
      if (delivery.kind === 'refused') this.#refused(post, delivery.error, delivery.sending);
      else this.#arrived(post);
    } finally {
      this.#freeAt = Math.max(this.#freeAt, this.#with.clock.monotonicMs() + this.#platform.pace.channelMs);
    }
  }

  /** Where one post arrives that did not before, what else was refused there may arrive too. */
  #arrived({ key, failures }: OutboxPost): void {
    const { store, clock } = this.#with;
    this.#sentAt.set(key, clock.monotonicMs());
    if (failures > 0) store.reviveIn(this.#channel, clock.now());
  }

  #refused(post: OutboxPost, error: unknown, sending: boolean): void {
    if (!(error instanceof PlatformError)) {
      this.#with.report({ kind: 'fault', channel: this.#channel, error });
      this.#backOff(post, sending);
      return;
    }
    const { key } = post;
    if (error.code === 'rate-limited')
      this.#with.report({ kind: 'waits', key, error, ms: this.#obeyLimit(post, error, sending) });
    else if (error.code === 'unreachable')
      this.#with.report({ kind: 'waits', key, error, ms: this.#backOff(post, sending) });
    else this.#bury(post, error, sending);
  }

  #obeyLimit(post: OutboxPost, { retryAfterMs }: PlatformError, sending: boolean): number {
    const ms = retryAfterMs ?? backoff(1, this.#with.random);
    this.#freeAt = this.#with.clock.monotonicMs() + ms;
    this.#with.store.postpone(post.key, { dueAt: this.#after(ms), sending, failures: post.failures });
    return ms;
  }

  #backOff(post: OutboxPost, sending: boolean): number {
    const failures = post.failures + 1;
    const ms = backoff(failures, this.#with.random);
    this.#with.store.postpone(post.key, { dueAt: this.#after(ms), sending, failures });
    return ms;
  }

  #bury(post: OutboxPost, error: PlatformError, sending: boolean): void {
    const { key, address, revision } = post;
    const failures = post.failures + 1;
    const dueAt = this.#after(MENDABLE.includes(error.code) ? retryMs(failures) : 0);
    this.#with.store.bury(key, revision, error.code, { dueAt, sending, failures });
    const name = `${error.code} ${key}`;
    if (!this.#reported.has(name)) this.#with.report({ kind: 'dead', key, address, error });
    this.#reported.add(name);
  }

  #after(ms: number): Date {
    return new Date(this.#with.clock.now().getTime() + ms);
  }

  #forgetOldTimes(): void {
    const kept = this.#with.clock.monotonicMs() - Math.max(TIMES_KEPT_MS, this.#platform.pace.messageMs);
    for (const [key, at] of this.#sentAt) if (at < kept) this.#sentAt.delete(key);
  }
}
