import type { Action, Card } from '../cards/card.ts';
import type { Emoji } from '../cards/emoji.ts';
import type { EventId } from '../ids.ts';
import type { Locale } from '../texts/locale.ts';

export type PlatformName = string;

/** A place for messages that outlives the process: a channel, a thread in it, or one person's eyes only. */
export type Address =
  | { readonly kind: 'channel'; readonly platform: PlatformName; readonly channel: string }
  | {
      readonly kind: 'thread';
      readonly platform: PlatformName;
      readonly channel: string;
      readonly thread: string;
    }
  | {
      readonly kind: 'private';
      readonly platform: PlatformName;
      readonly channel: string;
      readonly person: string;
      readonly reply?: string;
    };

/** A posted message. */
export interface MessageRef {
  readonly platform: PlatformName;
  readonly channel: string;
  readonly message: string;
}

/** Names a post before it is sent, so that it can be looked for after a crash. */
export type PostKey = string;

export interface UserRef {
  readonly platform: PlatformName;
  readonly id: string;
  readonly name: string;
  /** Groups or roles that the platform says the person has. */
  readonly groups: readonly string[];
  readonly locale?: Locale;
}

/** Words after `/flames`: Slack and the terminal give text, Discord gives typed options. */
export type CommandCall =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'options'; readonly name: string; readonly options: Readonly<Record<string, string>> };

export type ChatEvent =
  | {
      readonly kind: 'command';
      readonly id: EventId;
      readonly call: CommandCall;
      readonly by: UserRef;
      readonly replyTo: Address;
    }
  | {
      readonly kind: 'press';
      readonly id: EventId;
      readonly action: Action;
      readonly by: UserRef;
      readonly message: MessageRef;
      readonly replyTo: Address;
    }
  | {
      readonly kind: 'reaction';
      readonly id: EventId;
      readonly change: 'added' | 'removed';
      readonly emoji: Emoji;
      readonly by: UserRef;
      readonly message: MessageRef;
    }
  | {
      readonly kind: 'form';
      readonly id: EventId;
      readonly form: string;
      readonly values: Readonly<Record<string, string>>;
      readonly by: UserRef;
      readonly replyTo: Address;
    };

/** How closely calls may follow each other, in milliseconds. */
export interface Pace {
  /** Between two messages, or edits, in one channel. */
  readonly channelMs: number;
  /** Between two edits of one message. */
  readonly messageMs: number;
}

/** A place where people talk: Slack, Discord, or the terminal. Failures are `PlatformError`s. */
export interface ChatPlatform {
  readonly name: PlatformName;
  readonly pace: Pace;
  /** Whether messages outlive this process: then its start sends what an earlier process left unsent. */
  readonly remembers: boolean;
  /** Starts listening. Events arrive acknowledged: the core knows no deadlines. */
  start(onEvent: (event: ChatEvent) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  post(to: Address, card: Card, key: PostKey): Promise<MessageRef>;
  edit(message: MessageRef, card: Card): Promise<void>;
  /** The message that carries this key, if it was sent before a crash. */
  find(to: Address, key: PostKey): Promise<MessageRef | undefined>;
}
