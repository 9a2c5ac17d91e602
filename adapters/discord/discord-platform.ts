import { type APIUser, type REST, Routes } from 'discord.js';
import type { Card } from '../../src/cards/card.ts';
import type { Command } from '../../src/commands/command.ts';
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
import { Handling } from '../chat/handling.ts';
import { createInbox, type Inbox, type InboxStore } from '../chat/inbox.ts';
import { createOwed, type Owed, rest as pause } from '../chat/owed.ts';
import { startPatiently } from '../chat/start-patiently.ts';
import { commandJson } from './command-json.ts';
import { nameOfEmoji } from './emoji.ts';
import { called } from './errors.ts';
import { eventOfInput } from './event-of-input.ts';
import { findMessage } from './find-message.ts';
import { type Dispatch, Gateway } from './gateway.ts';
import {
  type Answerable,
  type Input,
  type Interaction,
  isAnswerable,
  type Typing,
  withoutSecrets,
} from './input.ts';
import { deferCommand, deferPress, suggest } from './interactions.ts';
import { DISCORD_PACE } from './limits.ts';
import { DISCORD, ephemeralId } from './message-ref.ts';
import { parseChannel, parseInteraction, parseReaction } from './parse-event.ts';
import { createPeople, type People } from './people.ts';
import { createPlaces, type Places } from './places.ts';
import { readReactions } from './read-reactions.ts';
import { registerCommand } from './register-commands.ts';
import { Replies } from './replies.ts';
import { createRest } from './rest.ts';
import { endThinking, replaceMessage, type Sending, sendMessage, sendPrivately } from './send.ts';

export interface DiscordOptions {
  readonly token: string;
  /** The server that the bot serves; undefined: every server that it is in. */
  readonly guild: string | undefined;
  /** What discord.js calls `rest.api`; Discord's own by default. */
  readonly apiUrl?: string;
  readonly commands: readonly Command[];
  /** What may stand where somebody is typing, best first. */
  readonly suggest: (typing: {
    readonly command: string;
    readonly input: string;
    readonly typed: string;
  }) => readonly { readonly name: string; readonly about?: string }[];
  readonly files: Pick<FileStore, 'read'>;
  /** What came and is not done yet, over all restarts. */
  readonly inbox: InboxStore;
  /** Whether the configuration names roles. */
  readonly needsRoles: boolean;
  /** What went wrong without anybody waiting for it. Must not throw. */
  readonly report: (error: unknown) => void;
  /** The clock of the machine by default. */
  readonly now?: () => Date;
  readonly pace?: Pace;
  /** How long a person is shown that the bot is thinking after everything was done, in ms. */
  readonly thinkingMs?: number;
  /** First wait before a connection that failed is tried again, in ms; doubles up to half a minute. */
  readonly retryMs?: number;
}

export interface DiscordPlatform extends ChatPlatform {
  /** Resolves when every event that came is handled. */
  settled(): Promise<void>;
}

type OnEvent = (event: ChatEvent) => Promise<void>;

const RETRY_MS = 1000;
const THINKING_MS = 8000;

class Discord implements DiscordPlatform {
  readonly name = DISCORD;
  readonly pace: Pace;
  readonly remembers = true;
  readonly #options: DiscordOptions;
  readonly #rest: REST;
  readonly #places: Places;
  readonly #people: People;
  readonly #replies: Replies;
  readonly #owed: Owed;
  readonly #gateway: Gateway;
  readonly #inbox: Inbox<Answerable>;
  readonly #handling: Handling;
  readonly #stopping = new AbortController();
  #self: string | undefined;
  #connecting: Promise<void> | undefined;

  constructor(options: DiscordOptions) {
    const { token, apiUrl, needsRoles, report, retryMs = RETRY_MS } = options;
    const monotonic = (): number => performance.now();
    this.#options = options;
    this.pace = options.pace ?? DISCORD_PACE;
    this.#rest = createRest(token, apiUrl);
    this.#places = createPlaces(this.#rest);
    this.#people = createPeople({ rest: this.#rest, needsRoles, now: monotonic });
    this.#replies = new Replies(monotonic);
    this.#owed = createOwed(report);
    this.#inbox = createInbox(DISCORD, options.inbox, withoutSecrets);
    this.#handling = new Handling({ platform: DISCORD, report, now: () => this.#now() });
    this.#gateway = new Gateway({
      ...{ token, apiUrl, report, retryMs },
      onDispatch: (dispatch) => this.#onDispatch(dispatch),
      onReconnected: () => this.#handling.reconnected(),
    });
  }

  async start(onEvent: OnEvent): Promise<void> {
    this.#handling.open(onEvent);
    const left = this.#inbox.left();
    this.#connecting = this.#gateway.open().then(async () => {
      await this.#owed.settle(() => this.#register());
      this.#takeUp(left);
    });
    await startPatiently(this.#connecting, {
      onLate: () => void (this.#stopping.signal.aborted || this.#handling.reconnected()),
      report: this.#options.report,
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#gateway.stop();
    await this.#connecting?.catch(() => undefined);
    await this.settled();
    await this.#owed.stop();
  }

  settled(): Promise<void> {
    return this.#handling.settled();
  }

  async post(to: Place, card: Card, key: PostKey): Promise<MessageRef> {
    if (to.kind === 'private') return sendPrivately(to, card, key, this.#sending());
    const ref = await sendMessage(to, card, key, this.#sending());
    await this.#owed.settle(() => this.#offerReactions(ref, card));
    return ref;
  }

  edit(ref: MessageRef, card: Card): Promise<void> {
    return replaceMessage(ref, card, this.#sending());
  }

  async find(to: Place, key: PostKey): Promise<MessageRef | undefined> {
    if (to.kind === 'private') return undefined;
    const self = await this.#whoAmI();
    const inPlace = await this.#places.existing(to);
    // where there are no threads, what belongs into one stands in the channel
    for (const channel of new Set(to.kind === 'thread' ? [inPlace, to.channel] : [inPlace])) {
      const message = await findMessage(this.#rest, channel, key, self);
      if (message !== undefined) return { platform: DISCORD, channel, message };
    }
    return undefined;
  }

  async reactionsOn(ref: MessageRef): Promise<readonly ReactionOn[]> {
    const self = await this.#whoAmI();
    const { given, guild } = await readReactions(this.#rest, ref, self);
    return Promise.all(
      given.map(async ({ emoji, person }) => ({ emoji, by: await this.#people.userRef(person, guild) })),
    );
  }

  async placeProblem(place: Place): Promise<PlaceProblem | undefined> {
    return this.#places.placeProblem(place, await this.#whoAmI());
  }

  #sending(): Sending {
    const { files } = this.#options;
    return { rest: this.#rest, places: this.#places, replies: this.#replies, files };
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  async #whoAmI(): Promise<string> {
    this.#self ??= (await called<APIUser>(this.#rest.get(Routes.user()))).id;
    return this.#self;
  }

  async #register(): Promise<void> {
    const { commands, guild } = this.#options;
    const { id: application } = await called<{ readonly id: string }>(
      this.#rest.get(Routes.currentApplication()),
    );
    await registerCommand({ rest: this.#rest, application, guild, command: commandJson(commands) });
  }

  async #offerReactions({ channel, message }: MessageRef, { reactions = [] }: Card): Promise<void> {
    for (const emoji of reactions) {
      const name = encodeURIComponent(nameOfEmoji(emoji));
      await called(this.#rest.put(Routes.channelMessageOwnReaction(channel, message, name)));
    }
  }

  #takeUp(left: readonly Answerable[]): void {
    if (this.#stopping.signal.aborted) return;
    for (const input of left) this.#handling.track(this.#handle(input));
  }

  #onDispatch({ type, body, delivery }: Dispatch): void {
    switch (type) {
      case 'INTERACTION_CREATE':
        return this.#hear(() => parseInteraction(body));
      case 'CHANNEL_UPDATE':
        return this.#hear(() => parseChannel(body, delivery));
      case 'MESSAGE_REACTION_ADD':
        return this.#hear(() => parseReaction('added', body, delivery));
      case 'MESSAGE_REACTION_REMOVE':
        return this.#hear(() => parseReaction('removed', body, delivery));
    }
  }

  #hear(parse: () => Input | undefined): void {
    this.#handling.track(
      (async () => {
        const input = parse();
        if (input !== undefined && !this.#isElsewhere(input)) await this.#handle(input);
      })(),
    );
  }

  #isElsewhere({ guild }: Input): boolean {
    const served = this.#options.guild;
    return served !== undefined && guild !== undefined && guild !== served;
  }

  async #handle(input: Input): Promise<void> {
    if (input.kind === 'typing') return this.#suggest(input);
    if (input.kind === 'reaction' && input.person.id === (await this.#whoAmI())) return;
    if (isAnswerable(input)) await this.#acknowledge(input);
    const reading = {
      rest: this.#rest,
      people: this.#people,
      replies: this.#replies,
      now: () => this.#now(),
    };
    await this.#handling.pass(await eventOfInput(input, reading));
    if (input.kind === 'command') void this.#endThinking(input.id);
  }

  async #suggest({ interaction, name, option, typed }: Typing): Promise<void> {
    const suggestions = this.#options.suggest({ command: name, input: option, typed });
    await suggest(this.#rest, interaction, suggestions);
  }

  /** What is left over was acknowledged by the process to which it came. */
  async #acknowledge(input: Answerable): Promise<void> {
    const { interaction } = input;
    if (interaction === undefined) return;
    const thinking = input.kind === 'command';
    const acknowledge = thinking ? deferCommand : deferPress;
    await this.#inbox.take(input, () => acknowledge(this.#rest, interaction));
    this.#remember(input, interaction, thinking);
  }

  async #endThinking(event: EventId): Promise<void> {
    await pause(this.#options.thinkingMs ?? THINKING_MS, this.#stopping.signal);
    if (!this.#stopping.signal.aborted) await endThinking(this.#replies.ofEvent(event), 'en', this.#rest);
  }

  #remember(input: Answerable, interaction: Interaction, thinking: boolean): void {
    const { id, replyTo, person, guild } = input;
    const ephemeral = input.kind === 'press' ? ephemeralId(input.message) : undefined;
    this.#replies.remember({
      event: id,
      channel: replyTo.channel,
      person: person.id,
      application: interaction.application,
      token: interaction.token,
      guild: guild ?? '@me',
      thinking,
      ...(person.locale === undefined ? {} : { locale: person.locale }),
      ...(ephemeral === undefined ? {} : { ephemeral }),
    });
  }
}

/** Discord through discord.js: the same cards and events as on any platform. */
export const createDiscordPlatform = (options: DiscordOptions): DiscordPlatform => new Discord(options);
