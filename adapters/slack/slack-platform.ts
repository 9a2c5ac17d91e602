import { webApi } from '@slack/bolt';
import type { Card } from '../../src/cards/card.ts';
import type {
  ChatEvent,
  ChatPlatform,
  MessageRef,
  Pace,
  Place,
  PlaceProblem,
  PostKey,
  ReactionOn,
} from '../../src/ports/chat-platform.ts';
import type { FileStore } from '../../src/ports/file-store.ts';
import { Handling } from '../chat/handling.ts';
import { createInbox, type Inbox, type InboxStore } from '../chat/inbox.ts';
import { createOwed, type Owed, rest } from '../chat/owed.ts';
import { startPatiently } from '../chat/start-patiently.ts';
import type { Connection } from './connection.ts';
import { REFUSED_FOR_GOOD, tokenRefused, wordOf } from './errors.ts';
import { eventOfInput } from './event-of-input.ts';
import { createUploads, type Uploads } from './files.ts';
import { findMessage } from './find-message.ts';
import { createSelf, type Self } from './identity.ts';
import { type Answerable, type Input, withoutSecrets } from './input.ts';
import { SLACK_PACE } from './limits.ts';
import { listen } from './listen.ts';
import { type EventsSettings, openConnection } from './open-connection.ts';
import { createPeople, type People } from './people.ts';
import { createPlaces, type Places } from './places.ts';
import { offerReactions, readReactions } from './reactions.ts';
import { renderCard } from './render-card.ts';
import { SLACK } from './render-line.ts';
import { Replies } from './replies.ts';
import { replaceMessage, type Sending, sendMessage, sendPrivately } from './send.ts';
import { clientOptions, createLogger } from './web-client.ts';

export interface SlackOptions {
  readonly botToken: string;
  readonly events: EventsSettings;
  /** What Bolt calls `slackApiUrl`; Slack's own by default. */
  readonly apiUrl?: string;
  readonly files: Pick<FileStore, 'read'>;
  /** What came and is not done yet, over all restarts. */
  readonly inbox: InboxStore;
  /** Whether the configuration names user groups. */
  readonly needsGroups: boolean;
  /** What went wrong without anybody waiting for it. Must not throw. */
  readonly report: (error: unknown) => void;
  /** The clock of the machine by default. */
  readonly now?: () => Date;
  readonly pace?: Pace;
  /** Pauses between tries to show a picture that Slack has not looked at yet. */
  readonly pictureWaitsMs?: readonly number[];
}

export interface SlackPlatform extends ChatPlatform {
  /** Resolves when every event that came is handled. */
  settled(): Promise<void>;
}

type OnEvent = (event: ChatEvent) => Promise<void>;

const RETRY_MS = 1000;

class Slack implements SlackPlatform {
  readonly name = SLACK;
  readonly pace: Pace;
  readonly remembers = true;
  readonly #report: SlackOptions['report'];
  readonly #client: webApi.WebClient;
  readonly #self: Self;
  readonly #places: Places;
  readonly #people: People;
  readonly #uploads: Uploads;
  readonly #replies: Replies;
  readonly #owed: Owed;
  readonly #inbox: Inbox<Answerable>;
  readonly #handling: Handling;
  readonly #connection: Connection;
  readonly #stopping = new AbortController();
  #connecting: Promise<void> | undefined;

  constructor(options: SlackOptions) {
    const { botToken, apiUrl, files, needsGroups, report, pictureWaitsMs } = options;
    const monotonic = (): number => performance.now();
    const now = (): Date => options.now?.() ?? new Date();
    const logger = createLogger(report);
    const ways = clientOptions(apiUrl, logger);
    this.pace = options.pace ?? SLACK_PACE;
    this.#report = report;
    this.#client = new webApi.WebClient(botToken, ways);
    this.#self = createSelf(this.#client);
    this.#places = createPlaces(this.#client, monotonic);
    this.#people = createPeople({ client: this.#client, self: this.#self, needsGroups, now: monotonic });
    this.#uploads = createUploads(this.#client, files, {
      stopping: this.#stopping.signal,
      ...(pictureWaitsMs === undefined ? {} : { waits: pictureWaitsMs }),
    });
    this.#replies = new Replies(monotonic);
    this.#owed = createOwed(report);
    this.#inbox = createInbox(SLACK, options.inbox, withoutSecrets);
    this.#handling = new Handling({ platform: SLACK, report, now });
    this.#connection = openConnection(options.events, {
      ...{ logger, now, clientOptions: ways, store: options.inbox },
      onReconnected: () => this.#handling.reconnected(),
    });
    listen({
      ...{ receiver: this.#connection.receiver, botToken, logger, report, now, inbox: this.#inbox },
      identity: () => this.#self.known(),
      onInput: (input) => this.#handling.track(this.#handle(input)),
    });
  }

  async start(onEvent: OnEvent): Promise<void> {
    this.#handling.open(onEvent);
    const left = this.#inbox.left();
    this.#connecting = this.#connect().then(() => this.#takeUp(left));
    await startPatiently(this.#connecting, {
      onLate: () => void (this.#stopping.signal.aborted || this.#handling.reconnected()),
      report: this.#report,
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#connection.stop();
    await this.#connecting?.catch(() => undefined);
    await this.settled();
    await this.#owed.stop();
  }

  settled(): Promise<void> {
    return this.#handling.settled();
  }

  async post(to: Place, card: Card, key: PostKey): Promise<MessageRef> {
    if (card.kind === 'ballot' && to.kind !== 'private') {
      await this.#places.refuseOutside(await this.#places.channelOf(to));
    }
    const ref = await this.#uploads.withPictures(card, (fileId) => {
      const message = renderCard(card, fileId);
      return to.kind === 'private'
        ? sendPrivately(to, message, key, this.#sending())
        : sendMessage(to, message, key, this.#sending());
    });
    if (to.kind === 'private') return ref;
    const thread = to.kind === 'thread' ? to.thread : ref.message;
    await this.#owed.settle(() => offerReactions(this.#client, ref, card));
    await this.#owed.settle(() => this.#uploads.share(card, { channel: ref.channel, thread }));
    return ref;
  }

  async edit(ref: MessageRef, card: Card): Promise<void> {
    await this.#uploads.withPictures(card, (fileId) =>
      replaceMessage(ref, renderCard(card, fileId), this.#sending()),
    );
  }

  async find(to: Place, key: PostKey): Promise<MessageRef | undefined> {
    if (to.kind === 'private') return undefined;
    const channel = await this.#places.channelOf(to);
    const where = to.kind === 'thread' ? { channel, thread: to.thread } : { channel };
    const { userId } = await this.#self.ask();
    const ts = await findMessage(this.#client, where, key, userId);
    return ts === undefined ? undefined : { platform: SLACK, channel, message: ts };
  }

  async reactionsOn(ref: MessageRef): Promise<readonly ReactionOn[]> {
    const { userId } = await this.#self.ask();
    const given = await readReactions(this.#client, ref, userId);
    return Promise.all(
      given.map(async ({ emoji, person }) => ({ emoji, by: await this.#people.userRef(person) })),
    );
  }

  placeProblem(place: Place): Promise<PlaceProblem | undefined> {
    return this.#places.placeProblem(place);
  }

  #sending(): Sending {
    return { client: this.#client, places: this.#places, replies: this.#replies };
  }

  /** Tries until Slack answers; rejects when it refuses the tokens. */
  async #connect(): Promise<void> {
    const { signal } = this.#stopping;
    for (let known = false; !known && !signal.aborted; ) {
      try {
        await this.#self.ask();
        known = true;
      } catch (error) {
        if (isForGood(error)) throw tokenRefused(error);
        this.#report(error);
        await rest(RETRY_MS, signal);
      }
    }
    if (signal.aborted) return;
    await this.#connection.open().catch((error: unknown) => {
      throw isForGood(error) ? tokenRefused(error) : error;
    });
  }

  #takeUp(left: readonly Answerable[]): void {
    if (this.#stopping.signal.aborted) return;
    for (const input of left) this.#handling.track(this.#handle(input));
  }

  async #handle(input: Input): Promise<void> {
    const reading = { client: this.#client, people: this.#people, replies: this.#replies };
    await this.#handling.pass(await eventOfInput(input, reading));
  }
}

const isForGood = (error: unknown): boolean => REFUSED_FOR_GOOD.includes(wordOf(error) ?? '');

/** Slack through Bolt: the same cards and events as on any platform. */
export const createSlackPlatform = (options: SlackOptions): SlackPlatform => new Slack(options);
