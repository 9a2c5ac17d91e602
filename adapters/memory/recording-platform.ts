import type { Card } from '../../src/cards/card.ts';
import { PlatformError, type PlatformErrorCode } from '../../src/errors.ts';
import type {
  ChatEvent,
  ChatPlatform,
  MessageRef,
  Pace,
  Place,
  PostKey,
} from '../../src/ports/chat-platform.ts';

/** A message as its channel has it. */
export interface LedgerMessage {
  readonly ref: MessageRef;
  readonly address: Place;
  readonly key: PostKey;
  /** Every card that it showed, the latest last, and when. */
  readonly shown: readonly { readonly card: Card; readonly at: number }[];
}

/** What goes wrong with one call. `answer-lost`: it happens, and the caller hears only that nobody answered. */
export type Fault =
  | { readonly kind: 'refused'; readonly code: PlatformErrorCode; readonly retryAfterMs?: number }
  | { readonly kind: 'answer-lost' };
type CallName = 'post' | 'edit' | 'find';

interface RecordingOptions {
  readonly name?: string;
  readonly pace?: Pace;
  /** Milliseconds for the ledger. */
  readonly now?: () => number;
}

export interface RecordingPlatform extends ChatPlatform {
  /** All messages in the order in which they were posted. */
  ledger(): readonly LedgerMessage[];
  /** The next call of this kind, in this channel if one is named, goes wrong. */
  failNext(call: CallName, fault: Fault, channel?: string): void;
  /** Refuses everything in a channel from now on; undefined: no longer. */
  close(channel: string, code: PlatformErrorCode | undefined): void;
  /** Somebody deletes a message. */
  remove(message: MessageRef): void;
  /** Something happens in the platform. What the bot itself did is dropped, as every platform must. */
  say(event: ChatEvent): Promise<void>;
}

/** The bot's own id on a recording platform. */
export const RECORDING_SELF = 'the-bot';

interface PlannedFault {
  readonly call: CallName;
  readonly fault: Fault;
  readonly channel: string | undefined;
}

const refusal = (code: PlatformErrorCode, retryAfterMs?: number): PlatformError =>
  new PlatformError(code, `The recording platform was told to answer "${code}".`, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    cause: undefined,
  });

class Recording implements RecordingPlatform {
  readonly name: string;
  readonly pace: Pace;
  readonly remembers = true;
  readonly #now: () => number;
  readonly #closed = new Map<string, PlatformErrorCode>();
  #messages: LedgerMessage[] = [];
  #faults: PlannedFault[] = [];
  #posted = 0;
  #onEvent: ((event: ChatEvent) => Promise<void>) | undefined;

  constructor({
    name = 'recording',
    pace = { channelMs: 0, messageMs: 0 },
    now = () => 0,
  }: RecordingOptions) {
    this.name = name;
    this.pace = pace;
    this.#now = now;
  }

  async start(onEvent: (event: ChatEvent) => Promise<void>): Promise<void> {
    this.#onEvent = onEvent;
  }

  async stop(): Promise<void> {
    this.#onEvent = undefined;
  }

  post(to: Place, card: Card, key: PostKey): Promise<MessageRef> {
    return this.#call('post', to.channel, () => {
      this.#posted += 1;
      const ref = { platform: this.name, channel: to.channel, message: `m${this.#posted}` };
      this.#messages.push({ ref, address: to, key, shown: [this.#showing(card)] });
      return ref;
    });
  }

  edit({ channel, message }: MessageRef, card: Card): Promise<void> {
    return this.#call('edit', channel, () => {
      const at = this.#messages.findIndex(({ ref }) => ref.channel === channel && ref.message === message);
      const found = this.#messages[at];
      if (found === undefined) throw refusal('message-gone');
      this.#messages[at] = { ...found, shown: [...found.shown, this.#showing(card)] };
    });
  }

  find(to: Place, key: PostKey): Promise<MessageRef | undefined> {
    const matches = (each: LedgerMessage): boolean => each.ref.channel === to.channel && each.key === key;
    return this.#call('find', to.channel, () => this.#messages.find(matches)?.ref);
  }

  ledger(): readonly LedgerMessage[] {
    return [...this.#messages];
  }

  failNext(call: CallName, fault: Fault, channel?: string): void {
    this.#faults.push({ call, fault, channel });
  }

  close(channel: string, code: PlatformErrorCode | undefined): void {
    if (code === undefined) this.#closed.delete(channel);
    else this.#closed.set(channel, code);
  }

  remove({ message }: MessageRef): void {
    this.#messages = this.#messages.filter(({ ref }) => ref.message !== message);
  }

  async say(event: ChatEvent): Promise<void> {
    if (!('by' in event) || event.by.id !== RECORDING_SELF) await this.#onEvent?.(event);
  }

  #showing(card: Card): LedgerMessage['shown'][number] {
    return { card: structuredClone(card), at: this.#now() };
  }

  async #call<Result>(name: CallName, channel: string, work: () => Result): Promise<Result> {
    await Promise.resolve();
    const closed = this.#closed.get(channel);
    if (closed !== undefined) throw refusal(closed);
    const fault = this.#takeFault(name, channel);
    if (fault?.kind === 'refused') throw refusal(fault.code, fault.retryAfterMs);
    const result = work();
    if (fault?.kind === 'answer-lost') throw refusal('unreachable');
    return result;
  }

  #takeFault(name: CallName, channel: string): Fault | undefined {
    const hits = ({ call, channel: only }: PlannedFault): boolean =>
      call === name && (only ?? channel) === channel;
    const planned = this.#faults.find(hits);
    this.#faults = this.#faults.filter((each) => each !== planned);
    return planned?.fault;
  }
}

/** A platform that keeps a ledger of its channels and fails on demand. Like a real one, it posts twice when asked twice. */
export const createRecordingPlatform = (options: RecordingOptions = {}): RecordingPlatform =>
  new Recording(options);
