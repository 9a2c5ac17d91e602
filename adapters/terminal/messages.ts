import type { Card } from '../../src/cards/card.ts';
import { lineToText } from '../../src/cards/card-to-text.ts';
import type { MessageRef, PostKey } from '../../src/ports/chat-platform.ts';
import { messageRef } from './message-ref.ts';
import { neutralise } from './neutralise.ts';
import { cardButtons } from './render-card.ts';

/** A message of this session, under the number by which people answer to it. */
export interface TerminalMessage {
  readonly number: number;
  readonly ref: MessageRef;
  readonly card: Card;
}

/** The messages of one session, as long as the process lives. */
export class Messages {
  readonly #session: string;
  readonly #cards: Card[] = [];
  readonly #byKey = new Map<PostKey, MessageRef>();
  readonly #byRef = new Map<string, number>();

  constructor(session: string) {
    this.#session = session;
  }

  add(card: Card, key: PostKey): TerminalMessage {
    const message = this.#number(card);
    this.#byKey.set(key, message.ref);
    return message;
  }

  /** The message with its new card. One of an earlier process, which this screen never showed, gets a number here. */
  replace(ref: MessageRef, card: Card): { readonly message: TerminalMessage; readonly known: boolean } {
    const number = this.#byRef.get(ref.message);
    if (number === undefined) {
      const message = this.#number(card);
      this.#byRef.set(ref.message, message.number);
      return { message, known: false };
    }
    this.#cards[number - 1] = card;
    return { message: { number, ref, card }, known: true };
  }

  withKey(key: PostKey): MessageRef | undefined {
    return this.#byKey.get(key);
  }

  withNumber(number: number): TerminalMessage | undefined {
    const card = this.#cards[number - 1];
    return card === undefined ? undefined : { number, ref: messageRef(this.#session, number), card };
  }

  latestWithButtons(): TerminalMessage | undefined {
    return this.#latest((card) => cardButtons(card).length > 0);
  }

  latestWithSensitive(): TerminalMessage | undefined {
    return this.#latest(({ blocks }) => blocks.some(({ kind }) => kind === 'sensitive'));
  }

  /** The latest ballot, or the one that has a word such as `f12` in its title. */
  latestBallot(word?: string): TerminalMessage | undefined {
    const named = (card: Card): boolean =>
      word === undefined ||
      lineToText(card.title, neutralise)
        .split(/[^\p{L}\p{N}]+/u)
        .includes(word);
    return this.#latest((card) => card.kind === 'ballot' && named(card));
  }

  #number(card: Card): TerminalMessage {
    const number = this.#cards.push(card);
    const ref = messageRef(this.#session, number);
    this.#byRef.set(ref.message, number);
    return { number, ref, card };
  }

  #latest(matches: (card: Card) => boolean): TerminalMessage | undefined {
    const at = this.#cards.findLastIndex(matches);
    return this.withNumber(at + 1);
  }
}
