import type { Action } from '../../src/cards/card.ts';
import type { Emoji } from '../../src/cards/emoji.ts';
import type { EventId } from '../../src/ids.ts';
import type { MessageRef, Place } from '../../src/ports/chat-platform.ts';

/** Somebody, as far as Discord tells with what they did. */
export interface Somebody {
  readonly id: string;
  readonly name?: string;
  /** Ids of roles; undefined where Discord does not tell. */
  readonly roles?: readonly string[];
  readonly locale?: string;
}

interface Anywhere {
  readonly id: EventId;
  readonly guild: string | undefined;
}

interface Happened extends Anywhere {
  readonly person: Somebody;
}

/** Where Discord takes answers for some minutes. Never stored: the token is a secret. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly application: string;
}

export interface Asked extends Happened {
  readonly at: Date;
  readonly replyTo: Place;
  /** Absent where it is left over. */
  readonly interaction?: Interaction;
  /** It came to an earlier process. */
  readonly leftOver?: true;
}

/** What somebody asks for and waits for an answer to. */
export type Answerable =
  | ({
      readonly kind: 'command';
      readonly name: string;
      readonly options: Readonly<Record<string, string>>;
    } & Asked)
  | ({ readonly kind: 'press'; readonly action: Action; readonly message: MessageRef } & Asked);

/** Somebody is typing an option of a command. */
export type Typing = {
  readonly kind: 'typing';
  readonly name: string;
  readonly option: string;
  readonly typed: string;
  readonly interaction: Interaction;
} & Happened;

export type Told = {
  readonly kind: 'reaction';
  readonly change: 'added' | 'removed';
  readonly emoji: Emoji;
  readonly message: MessageRef;
} & Happened;

/** The settings of a channel changed, maybe who may write there. */
export type Opened = { readonly kind: 'opened'; readonly channel: string } & Anywhere;

export type Input = Answerable | Typing | Told | Opened;

export const isAnswerable = (input: Input): input is Answerable =>
  input.kind === 'command' || input.kind === 'press';

/** What may be stored. */
export const withoutSecrets = ({ interaction: _, ...input }: Answerable): Answerable => input;
