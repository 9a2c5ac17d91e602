import { Expiring } from '../chat/expiring.ts';
import { TOKEN_LIFE_MS } from './limits.ts';

/** Where Discord takes answers to one interaction. Never stored: the token is a secret. */
export interface Reply {
  readonly application: string;
  readonly token: string;
  /** The server, or `@me` in a conversation. */
  readonly guild: string;
  readonly locale: string | undefined;
  readonly until: number;
  /** The person is shown that the bot is thinking; the first answer takes that place. */
  thinking: boolean;
}

interface Remembered {
  readonly event: string;
  readonly channel: string;
  readonly person: string;
  readonly application: string;
  readonly token: string;
  readonly guild: string;
  readonly thinking: boolean;
  readonly locale?: string;
  /** The message that only the person sees, whose button was pressed. */
  readonly ephemeral?: string;
}

const MOST = 4000;

/** The latest interactions, as long as Discord takes answers to them. */
export class Replies {
  readonly #now: () => number;
  readonly #kept: Expiring<Reply>;

  /** `now` in ms on any clock that does not go back. */
  constructor(now: () => number) {
    this.#now = now;
    this.#kept = new Expiring(MOST, now);
  }

  remember({ event, channel, person, locale, ephemeral, ...interaction }: Remembered): void {
    const until = this.#now() + TOKEN_LIFE_MS;
    const reply: Reply = { ...interaction, until, locale };
    this.#kept.keep(eventKey(event), reply);
    this.#kept.keep(personKey(channel, person), reply);
    if (ephemeral !== undefined) this.#kept.keep(messageKey(ephemeral), reply);
  }

  /** A message that only one person sees can be changed through the interaction that it answered. */
  sent(ephemeral: string, reply: Reply): void {
    this.#kept.keep(messageKey(ephemeral), reply);
  }

  /** The interaction of an event. */
  ofEvent(event: string): Reply | undefined {
    return this.#kept.get(eventKey(event));
  }

  /** What the person last did in a channel. */
  ofPerson(channel: string, person: string): Reply | undefined {
    return this.#kept.get(personKey(channel, person));
  }

  ofMessage(ephemeral: string): Reply | undefined {
    return this.#kept.get(messageKey(ephemeral));
  }

  /** Discord takes no more answers to it. */
  drop(reply: Reply): void {
    this.#kept.forget(({ token }) => token === reply.token);
  }
}

const eventKey = (event: string): string => `event ${event}`;
const personKey = (channel: string, person: string): string => `person ${channel} ${person}`;
const messageKey = (message: string): string => `message ${message}`;
