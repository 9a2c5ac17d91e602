import type { Action, Card } from '../cards/card.ts';
import type { Emoji } from '../cards/emoji.ts';
import type { Window } from '../cards/window.ts';
import type { EventId } from '../ids.ts';
import type { Locale } from '../texts/locale.ts';

export type PlatformName = string;

/**
 * A place for messages that outlives the process: a channel, a thread in it, or one person's eyes only. `reply` names the
 * event that a post there answers, for platforms that show a person which answer belongs to what they asked; `asker`
 * names whom it answers, who is shown it alone where it cannot be posted.
 */
export type Place =
  | {
      readonly kind: 'channel';
      readonly platform: PlatformName;
      readonly channel: string;
      readonly reply?: string;
      readonly asker?: string;
    }
  | {
      readonly kind: 'thread';
      readonly platform: PlatformName;
      readonly channel: string;
      /** The message (`MessageRef.message`) under which it is. */
      readonly thread: string;
      readonly asker?: string;
    }
  /** Seen by one person in a channel. */
  | {
      readonly kind: 'private';
      readonly platform: PlatformName;
      readonly channel: string;
      readonly person: string;
      readonly reply?: string;
    }
  /** The person's own conversation with the bot; `channel` is `directChannel(person)`. */
  | {
      readonly kind: 'direct';
      readonly platform: PlatformName;
      readonly channel: string;
      readonly person: string;
    };

/** Where a post goes: a place, or the thread under another post, which may not have been sent yet. */
export type Address =
  | Place
  | {
      readonly kind: 'under';
      readonly platform: PlatformName;
      readonly channel: string;
      readonly post: PostKey;
    };

/** Paces a person's own conversation like a channel. */
export const directChannel = (person: string): string => `@${person}`;

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
  /** Of the IANA list, such as `Asia/Shanghai`, where the platform knows it. */
  readonly timeZone?: string;
  /** Of another organisation, in a channel that both share: may read what stands there, and nothing else. */
  readonly outside?: true;
}

/** Words after `/flames`: Slack and the terminal give text, Discord gives typed options. */
export type CommandCall =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'options'; readonly name: string; readonly options: Readonly<Record<string, string>> };

interface Happened {
  readonly id: EventId;
  /** When the person acted, as well as the platform knows. */
  readonly at: Date;
}

interface Acted extends Happened {
  readonly by: UserRef;
  readonly replyTo: Place;
  /** Shows a window to the person while the event is fresh; absent where the platform has none, or it is too late. */
  readonly openWindow?: (window: Window) => Promise<void>;
  /** It came to an earlier process, which ended before it was done. */
  readonly leftOver?: true;
}

export type ChatEvent =
  | ({ readonly kind: 'command'; readonly call: CommandCall } & Acted)
  | ({ readonly kind: 'press'; readonly action: Action; readonly message: MessageRef } & Acted)
  | ({
      readonly kind: 'form';
      readonly form: string;
      readonly values: Readonly<Record<string, string>>;
    } & Acted)
  | ({
      readonly kind: 'reaction';
      readonly change: 'added' | 'removed';
      readonly emoji: Emoji;
      readonly by: UserRef;
      readonly message: MessageRef;
    } & Happened)
  /** Somebody opened the page that the platform keeps for the bot. */
  | ({ readonly kind: 'home'; readonly by: UserRef; readonly show: (card: Card) => Promise<void> } & Happened)
  /** The bot may write in a channel again: it was invited, or the channel's rights changed. */
  | ({ readonly kind: 'opened'; readonly platform: PlatformName; readonly channel: string } & Happened)
  /** The platform was out of reach for a while: reactions may have been missed. */
  | ({ readonly kind: 'reconnected'; readonly platform: PlatformName } & Happened);

export interface ReactionOn {
  readonly emoji: Emoji;
  readonly by: UserRef;
}

/** What speaks against a place for the responses that people review. */
export type PlaceProblem =
  /** People of another organisation read it. */
  | 'shared-outside'
  /** Anybody of any age may read it, where the platform can keep that apart. */
  | 'not-age-restricted'
  /** It does not exist, is closed, or the bot cannot see it. */
  | 'gone'
  /** The bot is not in it, or may not write there. */
  | 'no-right';

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
  /** Sends a card with its files, and offers the reactions that it names. */
  post(to: Place, card: Card, key: PostKey): Promise<MessageRef>;
  /** Files stay as they were posted. */
  edit(message: MessageRef, card: Card): Promise<void>;
  /** The message that carries this key, if it was sent before a crash. */
  find(to: Place, key: PostKey): Promise<MessageRef | undefined>;
  /** People's reactions on a message as they are now; absent where none can be missed. */
  reactionsOn?(message: MessageRef): Promise<readonly ReactionOn[]>;
  /** What speaks against a channel for review; absent where nothing can. */
  placeProblem?(place: Place): Promise<PlaceProblem | undefined>;
}
