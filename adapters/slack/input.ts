import type { Action } from '../../src/cards/card.ts';
import type { Emoji } from '../../src/cards/emoji.ts';
import type { EventId } from '../../src/ids.ts';
import type { MessageRef, Place } from '../../src/ports/chat-platform.ts';

/** What somebody did, as Slack tells it; who it is in full is asked for afterwards. */
export interface Told {
  readonly id: EventId;
  /** When; when it came where Slack does not say so. */
  readonly at: Date;
  readonly person: { readonly id: string; readonly name?: string };
}
interface Asked extends Told {
  readonly replyTo: Place;
  /** Opens a window for some seconds. */
  readonly trigger?: string;
  readonly responseUrl?: string;
  /** A window is open already: the next one goes on top of it. */
  readonly inWindow: boolean;
  /** It came to an earlier process. */
  readonly leftOver?: true;
}

/** What somebody asks for and waits for an answer to. */
export type Answerable =
  | ({ readonly kind: 'command'; readonly text: string } & Asked)
  | ({ readonly kind: 'press'; readonly action: Action; readonly message: MessageRef } & Asked)
  | ({
      readonly kind: 'form';
      readonly form: string;
      readonly values: Readonly<Record<string, string>>;
    } & Asked);

export type Input =
  | Answerable
  | ({
      readonly kind: 'reaction';
      readonly change: 'added' | 'removed';
      readonly emoji: Emoji;
      readonly message: MessageRef;
    } & Told)
  | ({ readonly kind: 'home' } & Told)
  | ({ readonly kind: 'joined'; readonly channel: string } & Told);

export const isAnswerable = (input: Input): input is Answerable =>
  input.kind === 'command' || input.kind === 'press' || input.kind === 'form';

/** What may be stored: the rest answers in the bot's name, and only for some minutes. */
export const withoutSecrets = ({ trigger: _, responseUrl: __, ...input }: Answerable): Answerable => input;
