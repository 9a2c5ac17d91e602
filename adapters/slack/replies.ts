import { Expiring } from '../chat/expiring.ts';
import { RESPONSE_URL } from './limits.ts';

/** Where Slack lets the bot answer one interaction, also where the bot is not a member. Never stored: it is a secret. */
interface Reply {
  readonly url: string;
  readonly until: number;
  readonly thread: string | undefined;
  left: number;
}

interface Interaction {
  readonly channel: string;
  readonly person: string;
  /** The message whose button was pressed. */
  readonly message?: string;
  readonly thread?: string;
  readonly responseUrl?: string;
}

const MOST = 2000;

/** The latest interactions, as long as Slack takes answers to them. */
export class Replies {
  readonly #now: () => number;
  readonly #kept: Expiring<Reply>;

  /** `now` in ms on any clock that does not go back. */
  constructor(now: () => number) {
    this.#now = now;
    this.#kept = new Expiring(MOST, now);
  }

  remember({ channel, person, message, thread, responseUrl }: Interaction): void {
    const reply: Reply = {
      url: responseUrl ?? '',
      until: this.#now() + RESPONSE_URL.lifeMs,
      thread,
      left: responseUrl === undefined ? 0 : RESPONSE_URL.uses,
    };
    this.#kept.keep(personKey(channel, person), reply);
    if (message !== undefined && responseUrl !== undefined)
      this.#kept.keep(messageKey(channel, message), reply);
  }

  /** The thread in which the person last did something in a channel. */
  threadOf(channel: string, person: string): string | undefined {
    return this.#kept.get(personKey(channel, person))?.thread;
  }

  /** Takes one use of the address that answers a person; undefined when none is left. */
  takeFor(channel: string, person: string): string | undefined {
    return this.#take(personKey(channel, person));
  }

  /** Takes one use of the address that replaces a message which only one person sees. */
  takeForMessage(channel: string, message: string): string | undefined {
    return this.#take(messageKey(channel, message));
  }

  #take(key: string): string | undefined {
    const reply = this.#kept.get(key);
    if (reply === undefined || reply.left === 0) return undefined;
    reply.left -= 1;
    return reply.url;
  }
}

const personKey = (channel: string, person: string): string => `${channel} ${person}`;
const messageKey = (channel: string, message: string): string => `${channel} #${message}`;
