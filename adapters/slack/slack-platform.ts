import { webApi } from '@slack/bolt';
import type { Card } from '../../src/cards/card.ts';
import type { Window } from '../../src/cards/window.ts';
import { PlatformError, UserError } from '../../src/errors.ts';
import type { EventId } from '../../src/ids.ts';
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
import { createOwed, type Owed, rest } from '../chat/owed.ts';
import type { Connection } from './connection.ts';
import { nameOfEmoji, parseEmoji } from './emoji.ts';
import { platformError, REFUSED_FOR_GOOD, tokenRefused, wordOf } from './errors.ts';
import { createUploads, type Uploads } from './files.ts';
import { findMessage } from './find-message.ts';
import { openHttp } from './http-connection.ts';
import { SLACK_PACE, TRIGGER_MS } from './limits.ts';
import { type Identity, listen } from './listen.ts';
import { type Input, placeMemo } from './parse-event.ts';
import { createPeople, type People } from './people.ts';
import { createPlaces, type Places } from './places.ts';
import { renderCard } from './render-card.ts';
import { SLACK } from './render-line.ts';
import { renderHome, renderWindow } from './render-window.ts';
import { Replies } from './replies.ts';
import { replaceMessage, type Sending, sendMessage, sendPrivately } from './send.ts';
import { openSocket } from './socket-connection.ts';
import { called, clientOptions, createLogger } from './web-client.ts';

export interface SlackOptions {
  readonly botToken: string;
  /** Socket Mode, where the bot connects to Slack; or signed requests of Slack to a port of ours. */
  readonly events:
    | {
        readonly kind: 'socket';
        readonly appToken: string;
        readonly retryMs?: number;
        readonly pingMs?: number;
      }
    | {
        readonly kind: 'http';
        readonly signingSecret: string;
        readonly port: number;
        readonly host?: string;
      };
  /** What Bolt calls `slackApiUrl`; Slack's own by default. */
  readonly apiUrl?: string;
  readonly files: Pick<FileStore, 'read'>;
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

/** A start does not wait longer than this for Slack; it goes on trying. */
const START_PATIENCE_MS = 10_000;
const RETRY_MS = 1000;
const PING_MS = 5000;

class Slack implements SlackPlatform {
  readonly name = SLACK;
  readonly pace: Pace;
  readonly remembers = true;
  readonly #options: SlackOptions;
  readonly #client: webApi.WebClient;
  readonly #places: Places;
  readonly #people: People;
  readonly #uploads: Uploads;
  readonly #replies: Replies;
  readonly #owed: Owed;
  readonly #connection: Connection;
  readonly #stopping = new AbortController();
  readonly #handling = new Set<Promise<void>>();
  #identity: Identity | undefined;
  #onEvent: OnEvent | undefined;
  #connecting: Promise<void> | undefined;
  #reconnects = 0;

  constructor(options: SlackOptions) {
    const { botToken, apiUrl, files, needsGroups, report, events, pictureWaitsMs } = options;
    const now = (): number => performance.now();
    const logger = createLogger(report);
    const ways = clientOptions(apiUrl, logger);
    this.#options = options;
    this.pace = options.pace ?? SLACK_PACE;
    this.#client = new webApi.WebClient(botToken, ways);
    this.#places = createPlaces(this.#client, now);
    this.#people = createPeople({ client: this.#client, needsGroups, now });
    this.#uploads = createUploads(this.#client, files, {
      stopping: this.#stopping.signal,
      ...(pictureWaitsMs === undefined ? {} : { waits: pictureWaitsMs }),
    });
    this.#replies = new Replies(now);
    this.#owed = createOwed(report);
    this.#connection =
      events.kind === 'http'
        ? openHttp({ ...events, logger, now: () => this.#now().getTime() })
        : openSocket({
            ...{ appToken: events.appToken, clientOptions: ways, logger },
            retryMs: events.retryMs ?? RETRY_MS,
            pingMs: events.pingMs ?? PING_MS,
            onReconnected: () => this.#reconnected(),
          });
    listen({
      ...{ receiver: this.#connection.receiver, botToken, logger, report },
      identity: () => this.#self(),
      onInput: (input) => this.#track(this.#handle(input)),
    });
  }

  async start(onEvent: OnEvent): Promise<void> {
    this.#onEvent = onEvent;
    const patience = new AbortController();
    this.#connecting = this.#connect();
    // once start has returned, nobody else hears of a refusal
    this.#connecting.catch((error: unknown) => this.#options.report(error));
    const giveUp = rest(START_PATIENCE_MS, patience.signal);
    // a refusal must not be followed by ten seconds of waiting
    await Promise.race([this.#connecting, giveUp]).finally(() => patience.abort());
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#connection.stop();
    await this.#connecting?.catch(() => undefined);
    await this.settled();
    await this.#owed.stop();
  }

  async settled(): Promise<void> {
    while (this.#handling.size > 0) await Promise.all(this.#handling);
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
    await this.#owed.settle(() => this.#offerReactions(ref, card));
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
    const ts = await findMessage(this.#client, where, key, await this.#whoAmI());
    return ts === undefined ? undefined : { platform: SLACK, channel, message: ts };
  }

  async reactionsOn({ channel, message: timestamp }: MessageRef): Promise<readonly ReactionOn[]> {
    const { message } = await called(this.#client.reactions.get({ channel, timestamp, full: true }));
    const self = await this.#whoAmI();
    const given = (message?.reactions ?? []).flatMap(({ name = '', users = [] }) => {
      const emoji = parseEmoji(name);
      return emoji === undefined
        ? []
        : users.filter((user) => user !== self).map((user) => ({ emoji, user }));
    });
    return Promise.all(
      given.map(async ({ emoji, user }) => ({ emoji, by: await this.#people.userRef(user) })),
    );
  }

  placeProblem(place: Place): Promise<PlaceProblem | undefined> {
    return this.#places.placeProblem(place);
  }

  #sending(): Sending {
    return { client: this.#client, places: this.#places, replies: this.#replies };
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  #self(): Identity {
    if (this.#identity === undefined)
      throw new PlatformError('unreachable', 'Slack has not said who the bot is.', { cause: undefined });
    return this.#identity;
  }

  async #whoAmI(): Promise<string> {
    if (this.#identity === undefined) await this.#identify();
    return this.#self().userId;
  }

  async #identify(): Promise<void> {
    const { user_id: userId, bot_id: botId } = await called(this.#client.auth.test());
    this.#identity = { userId: userId ?? '', botId: botId ?? '' };
  }

  /** Tries until Slack answers; rejects when it refuses the tokens. */
  async #connect(): Promise<void> {
    while (this.#identity === undefined && !this.#stopping.signal.aborted) {
      try {
        await this.#identify();
      } catch (error) {
        if (REFUSED_FOR_GOOD.includes(wordOf(error) ?? '')) throw tokenRefused(error);
        this.#options.report(error);
        await rest(RETRY_MS, this.#stopping.signal);
      }
    }
    if (this.#stopping.signal.aborted) return;
    await this.#connection.open().catch((error: unknown) => {
      throw REFUSED_FOR_GOOD.includes(wordOf(error) ?? '') ? tokenRefused(error) : error;
    });
  }

  async #offerReactions({ channel, message }: MessageRef, { reactions = [] }: Card): Promise<void> {
    for (const emoji of reactions) {
      await called(
        this.#client.reactions.add({ channel, timestamp: message, name: nameOfEmoji(emoji) }),
      ).catch((error: unknown) => {
        if (wordOf(error) !== 'already_reacted') throw error;
      });
    }
  }

  #track(work: Promise<void>): void {
    const handling = work
      .catch((error: unknown) => this.#options.report(error))
      .finally(() => this.#handling.delete(handling));
    this.#handling.add(handling);
  }

  #reconnected(): void {
    this.#reconnects += 1;
    const at = this.#now();
    const id = `${SLACK}:reconnected:${at.getTime()}:${this.#reconnects}` as EventId;
    this.#track(this.#pass({ kind: 'reconnected', id, at, platform: SLACK }));
  }

  async #pass(event: ChatEvent): Promise<void> {
    await this.#onEvent?.(event);
  }

  async #handle(input: Input): Promise<void> {
    const came = performance.now();
    const at = input.at ?? this.#now();
    const by = await this.#people.userRef(input.person.id, input.person.name);
    switch (input.kind) {
      case 'reaction':
        return this.#pass({
          kind: 'reaction',
          id: input.id,
          at,
          by,
          change: input.change,
          emoji: input.emoji,
          message: input.message,
        });
      case 'home':
        return this.#pass({
          kind: 'home',
          id: input.id,
          at,
          by,
          show: (card) => this.#showHome(by.id, card),
        });
      case 'command':
      case 'press':
      case 'form':
        return this.#passAnswerable(input, {
          id: input.id,
          at,
          by,
          replyTo: input.replyTo,
          ...this.#window(input, came),
        });
    }
  }

  #passAnswerable(input: Exclude<Input, { kind: 'reaction' | 'home' }>, acted: Acted): Promise<void> {
    this.#remember(input);
    switch (input.kind) {
      case 'command':
        return this.#pass({ kind: 'command', call: { kind: 'words', text: input.text }, ...acted });
      case 'press':
        return this.#pass({ kind: 'press', action: input.action, message: input.message, ...acted });
      case 'form':
        return this.#pass({ kind: 'form', form: input.form, values: input.values, ...acted });
    }
  }

  #remember(input: Exclude<Input, { kind: 'reaction' | 'home' }>): void {
    const { replyTo, person, responseUrl } = input;
    const message = input.kind === 'press' ? input.message.message.replace(/^ephemeral:/u, '') : undefined;
    this.#replies.remember({
      channel: replyTo.channel,
      person: person.id,
      ...(message === undefined ? {} : { message }),
      ...(replyTo.kind === 'thread' ? { thread: replyTo.thread } : {}),
      ...(responseUrl === undefined ? {} : { responseUrl }),
    });
  }

  #window(input: Exclude<Input, { kind: 'reaction' | 'home' }>, came: number): Pick<Acted, 'openWindow'> {
    const { trigger, inWindow, replyTo } = input;
    if (trigger === undefined || input.kind === 'form') return {};
    return {
      openWindow: async (window: Window) => {
        const view = renderWindow(window, placeMemo(replyTo));
        const how = { trigger_id: trigger, view };
        try {
          if (performance.now() - came > TRIGGER_MS)
            throw new PlatformError('unreachable', 'too late', { cause: undefined });
          await called(inWindow ? this.#client.views.push(how) : this.#client.views.open(how));
        } catch (error) {
          throw new UserError('window-refused', undefined, { cause: platformError(error) });
        }
      },
    };
  }

  async #showHome(person: string, card: Card): Promise<void> {
    await called(this.#client.views.publish({ user_id: person, view: renderHome(card) }));
  }
}

type Acted = Pick<Extract<ChatEvent, { kind: 'command' }>, 'id' | 'at' | 'by' | 'replyTo' | 'openWindow'>;

/** Slack through Bolt: the same cards and events as on any platform. */
export const createSlackPlatform = (options: SlackOptions): SlackPlatform => new Slack(options);
