import type { Card } from '../cards/card.ts';
import type { PlatformErrorCode } from '../errors.ts';
import type { Address, MessageRef, PlatformName, PostKey } from './chat-platform.ts';

/** One channel of one platform: its posts wait for each other, those of other channels do not. */
export interface Channel {
  readonly platform: PlatformName;
  readonly channel: string;
}

/** One message of the outbox, as it should read. */
export interface OutboxPost {
  readonly key: PostKey;
  readonly address: Address;
  readonly card: Card;
  /** Grows with each changed card, from 1. */
  readonly revision: number;
  /** What people see; 0 when that is nothing, or not known. */
  readonly deliveredRevision: number;
  /** A first sending began and its end is not known: look for the message before it is sent again. */
  readonly sending: boolean;
  readonly message: MessageRef | null;
  /** Sendings in a row that reached nobody. */
  readonly failures: number;
  /** Not sent before. */
  readonly dueAt: Date;
  /** Why it was refused. */
  readonly dead: PlatformErrorCode | null;
}

/** What decides which post goes next, and where: its card is read once it goes. */
export type WaitingPost = Pick<OutboxPost, 'key' | 'address' | 'dueAt'>;

/** How a post goes on that was not delivered. */
export interface Refusal {
  /** Whether the message may be there all the same. */
  readonly sending: boolean;
  readonly dueAt: Date;
  readonly failures: number;
}

/** The durable side of the outbox. Synchronous: a method is one transaction, durable when it returns. */
export interface OutboxStore {
  /**
   * A message by its key: stored when the key is new, else its card replaced; the same card changes nothing. The address
   * of the first call holds and is returned. A changed card revives a post whose card was refused, and no other dead one.
   */
  put(key: PostKey, address: Address, card: Card, at: Date): Address;
  find(key: PostKey): OutboxPost | undefined;
  /** The post behind a message that people see. */
  withMessage(message: MessageRef): OutboxPost | undefined;
  /** Channels with living posts that are not delivered. */
  channels(): readonly Channel[];
  /** Living posts of a channel that are not delivered, oldest first. */
  waiting(channel: Channel): readonly WaitingPost[];
  startSending(key: PostKey): void;
  /** The message and the revision it shows; clears what failed before. */
  delivered(key: PostKey, message: MessageRef, revision: number): void;
  postpone(key: PostKey, refusal: Refusal): void;
  /** Not sent any more, because `revision` was refused: until it is revived, or a card came or comes that may be taken. */
  bury(key: PostKey, revision: number, code: PlatformErrorCode, refusal: Refusal): void;
  /** Revives posts that people may have mended the refusal of: those that are due, unless one person alone saw them. */
  reviveDue(now: Date): void;
  /** The same, of one channel, due or not. */
  reviveIn(channel: Channel, now: Date): void;
  /** Forgets posts that are delivered or dead and did not change since `before`: their keys become new. Returns how many. */
  prune(before: Date): number;
}
