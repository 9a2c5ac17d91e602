import { Client, DiscordjsError, DiscordjsErrorCodes, Events, GatewayIntentBits, Options } from 'discord.js';
import { rest as pause } from '../chat/owed.ts';
import { intentsRefused, tokenRefused } from './errors.ts';

/** One event as it came. `delivery` is the same when Discord delivers it again after a resumed session. */
export interface Dispatch {
  readonly type: string;
  readonly body: unknown;
  readonly delivery: string;
}

interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly onDispatch: (dispatch: Dispatch) => void;
  /** The connection is open again after it was lost. */
  readonly onReconnected: () => void;
  readonly report: (error: unknown) => void;
  readonly retryMs: number;
}

/** Servers and channels, and the reactions in them; no privileged intent, no content of anybody's messages. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessageReactions] as const;
const INTENT_NAMES = INTENTS.map((bit) => GatewayIntentBits[bit]);
const INTENTS_REFUSED = new Set([4013, 4014]);

/** Codes after which the same token, or the same program, is refused again. */
const REFUSED_FOR_GOOD: readonly string[] = [
  DiscordjsErrorCodes.TokenInvalid,
  DiscordjsErrorCodes.TokenMissing,
];
/** Close codes that no new connection mends: bad token, sharding, version, intents. */
const CLOSED_FOR_GOOD = new Set([4004, 4010, 4011, 4012, 4013, 4014]);
const LONGEST_MS = 30_000;

/**
 * Discord's events over discord.js, which keeps the connection and resumes it. Events are read as they come and not
 * through its caches, so that a reaction to a message from before this process means the same as any other.
 */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #stopping = new AbortController();
  #client: Client | undefined;
  #session = '';
  #opened = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  /** Tries until it is open or `stop` is called; rejects when Discord will never let this bot in. */
  async open(): Promise<void> {
    for (let failures = 0; !this.#stopping.signal.aborted; failures += 1) {
      try {
        return await this.#connect();
      } catch (error) {
        if (error instanceof ClosedError && INTENTS_REFUSED.has(error.code)) {
          throw intentsRefused(INTENT_NAMES, error);
        }
        if (isFinal(error)) throw tokenRefused(reasonOf(error), error);
        this.#options.report(error);
        const ms = Math.min(LONGEST_MS, this.#options.retryMs * 2 ** Math.min(failures, 10));
        await pause(ms, this.#stopping.signal);
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#client?.destroy();
  }

  async #connect(): Promise<void> {
    const { token, report } = this.#options;
    const client = createClient(this.#options);
    this.#client = client;
    client.on('raw' as Events.Debug, (packet: unknown) => this.#onPacket(packet as Packet));
    client.on(Events.Error, report);
    // before it is open, whoever opens it hears of it
    client.on(Events.ShardError, (error) => void (this.#opened && report(error)));
    const closed = new Promise<never>((_, reject) => {
      client.on(Events.ShardDisconnect, ({ code }) => {
        const error = new ClosedError(code);
        if (this.#opened) report(error);
        else reject(error);
      });
    });
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
    closed.catch(() => undefined);
    try {
      await Promise.race([client.login(token).then(() => ready), closed, aborted(this.#stopping.signal)]);
    } catch (error) {
      await client.destroy();
      throw error;
    }
    this.#opened = true;
  }

  #onPacket({ t: type, s: sequence, d: body }: Packet): void {
    if (type === null || this.#stopping.signal.aborted) return;
    if (type === 'READY') this.#session = (body as { session_id: string }).session_id;
    if (this.#opened && (type === 'READY' || type === 'RESUMED')) this.#options.onReconnected();
    this.#options.onDispatch({ type, body, delivery: `${this.#session}:${sequence}` });
  }
}

interface Packet {
  readonly t: string | null;
  readonly s: number | null;
  readonly d: unknown;
}

class ClosedError extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`Discord closed the connection (${code})`);
    this.code = code;
  }
}

const createClient = ({ apiUrl }: GatewayOptions): Client =>
  new Client({
    intents: INTENTS,
    allowedMentions: { parse: [] },
    rest: { version: '10', ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/$/u, '') }) },
    makeCache: Options.cacheWithLimits({
      MessageManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      PresenceManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      GuildMemberManager: { maxSize: 50, keepOverLimit: ({ id, client }) => id === client.user.id },
      UserManager: { maxSize: 50, keepOverLimit: ({ id, client }) => id === client.user?.id },
    }),
  });

const isFinal = (error: unknown): boolean =>
  (error instanceof DiscordjsError && REFUSED_FOR_GOOD.includes(error.code)) ||
  (error instanceof ClosedError && CLOSED_FOR_GOOD.has(error.code));

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
