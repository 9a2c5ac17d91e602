import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Card } from '../../src/cards/card.ts';
import type { EventId } from '../../src/ids.ts';
import type {
  ChatEvent,
  ChatPlatform,
  MessageRef,
  Place,
  PostKey,
  UserRef,
} from '../../src/ports/chat-platform.ts';
import type { Locale } from '../../src/texts/locale.ts';
import { terminalTexts } from '../../src/texts/terminal.ts';
import { outputClosed } from './errors.ts';
import { TERMINAL_PACE } from './limits.ts';
import { type LineReader, openLineReader } from './line-reader.ts';
import { LiveScreen } from './live-screen.ts';
import { sessionAddress, TERMINAL } from './message-ref.ts';
import { Messages } from './messages.ts';
import { parseEvent, type TerminalInput } from './parse-event.ts';
import { createPipeScreen } from './pipe-screen.ts';
import { ownText } from './render-line.ts';
import type { Look, Screen, TerminalOutput } from './screen.ts';
import { suggestWords } from './suggest-words.ts';

export interface TerminalOptions extends Look {
  readonly input: Readable;
  readonly output: TerminalOutput;
  /** A person types and the screen can go back; false for pipes and files. */
  readonly interactive: boolean;
  readonly locale: Locale;
  /** The clock of the machine by default. */
  readonly now?: () => Date;
  /** Who types, until `as NAME` says otherwise. */
  readonly speaker: string;
  /** Keeps typed lines for the next session. */
  readonly historyFile?: string;
  /** Words that may stand at the end of a command, given what was typed after `/flames`. */
  readonly suggest?: (words: string) => readonly string[];
}

export interface TerminalPlatform extends ChatPlatform {
  /** The one place where this terminal shows messages. */
  readonly address: Place;
  /** Resolves when the input has ended, or `quit` was typed, and every line before that is handled. */
  finished(): Promise<void>;
}

type OnEvent = (event: ChatEvent) => Promise<void>;

class Terminal implements TerminalPlatform {
  readonly name = TERMINAL;
  readonly pace = TERMINAL_PACE;
  readonly remembers = false;
  readonly address: Place;
  readonly #options: TerminalOptions;
  readonly #session = `tty-${randomBytes(6).toString('hex')}`;
  readonly #messages = new Messages(this.#session);
  readonly #handling = new Set<Promise<void>>();
  readonly #ended: Promise<void>;
  #end: () => void = () => undefined;
  #screen: Screen;
  #reader: LineReader | undefined;
  #lines = 0;
  #quit = false;
  #speaker: string;
  #broken: Error | undefined;
  /** Lines of a pipe are handled one after the other. */
  #queue: Promise<void> = Promise.resolve();

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#speaker = options.speaker;
    this.address = sessionAddress(this.#session);
    this.#screen = createPipeScreen(options.output, options);
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async start(onEvent: OnEvent): Promise<void> {
    const { input, output, interactive, historyFile, suggest, locale } = this.#options;
    output.on('error', this.#onBroken);
    const reader = openLineReader({
      input,
      output,
      interactive,
      prompt: this.#prompt(),
      historyFile,
      complete: (line) => suggestWords(line, suggest),
      onLine: (line) => this.#onLine(line, onEvent),
      onDisturbed: this.#onDisturbed,
      onEnd: () => this.#end(),
    });
    this.#reader = reader;
    if (!interactive) return;
    output.on('resize', this.#onDisturbed);
    this.#screen = new LiveScreen(output, this.#options, reader);
    this.#screen.say(terminalTexts[locale].welcome);
  }

  async stop(): Promise<void> {
    this.#reader?.close();
    await this.finished();
    this.#options.output.off('resize', this.#onDisturbed).off('error', this.#onBroken);
  }

  async finished(): Promise<void> {
    if (this.#reader !== undefined) await this.#ended;
    await this.#queue;
    await Promise.all(this.#handling);
  }

  async post(_to: Place, card: Card, key: PostKey): Promise<MessageRef> {
    this.#refuseWhenBroken();
    const message = this.#messages.add(card, key);
    this.#screen.post(message);
    return message.ref;
  }

  async edit(ref: MessageRef, card: Card): Promise<void> {
    this.#refuseWhenBroken();
    const { message, known } = this.#messages.replace(ref, card);
    if (known) this.#screen.edit(message);
    else this.#screen.post(message);
  }

  /** Only in this process: a terminal forgets what it showed. */
  async find(_to: Place, key: PostKey): Promise<MessageRef | undefined> {
    return this.#messages.withKey(key);
  }

  readonly #onDisturbed = (): void => this.#screen.disturbed();

  readonly #onBroken = (cause: Error): void => {
    this.#broken = cause;
    this.#reader?.close();
  };

  #refuseWhenBroken(): void {
    if (this.#broken !== undefined) throw outputClosed(this.#broken);
  }

  #prompt(): string {
    return `${ownText(this.#speaker)}> `;
  }

  #onLine(line: string, onEvent: OnEvent): void {
    if (!this.#options.interactive) {
      this.#queue = this.#queue.then(() => this.#handle(line, onEvent));
      return;
    }
    const handling = this.#handle(line, onEvent).finally(() => this.#handling.delete(handling));
    this.#handling.add(handling);
    this.#reader?.show();
  }

  async #handle(line: string, onEvent: OnEvent): Promise<void> {
    if (this.#quit) return;
    this.#lines += 1;
    const by: UserRef = {
      platform: TERMINAL,
      id: this.#speaker,
      name: this.#speaker,
      groups: [],
      locale: this.#options.locale,
    };
    const id = `${TERMINAL}:${this.#session}:${this.#lines}` as EventId;
    const { locale } = this.#options;
    const at = this.#options.now?.() ?? new Date();
    const input = parseEvent(line, { messages: this.#messages, by, id, at, replyTo: this.address, locale });
    if (input.kind === 'event') await this.#pass(input.event, onEvent);
    else this.#answer(input);
  }

  async #pass(event: ChatEvent, onEvent: OnEvent): Promise<void> {
    try {
      await onEvent(event);
    } catch (error) {
      const message = ownText(error instanceof Error ? error.message : String(error));
      this.#screen.say(terminalTexts[this.#options.locale].fault({ message }));
    }
    // what the outbox was given reaches the screen within the turn, so that a pipe's next line can answer it
    await new Promise((resolve) => setImmediate(resolve));
  }

  #answer(input: Exclude<TerminalInput, { kind: 'event' }>): void {
    switch (input.kind) {
      case 'nothing':
        return;
      case 'show':
        this.#screen.reveal(input.message);
        return;
      case 'mistake':
        this.#screen.say(input.sentence);
        return;
      case 'quit':
        this.#quit = true;
        this.#reader?.close();
        return;
      case 'speak-as':
        this.#speaker = input.name;
        this.#reader?.rename(this.#prompt());
        this.#screen.say(terminalTexts[this.#options.locale].speakingAs({ name: ownText(input.name) }));
    }
  }
}

/**
 * The chat in a terminal: `/flames …` (or just the words), `1` or `press 2.1` for buttons, `:3:` on a ballot, `show 2`,
 * `as NAME`, `quit`. The same cards and events as on any platform; `as` makes several voters of one person.
 */
export const createTerminalPlatform = (options: TerminalOptions): TerminalPlatform => new Terminal(options);
