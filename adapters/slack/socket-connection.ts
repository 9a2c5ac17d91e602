import { type Logger, SocketModeReceiver, type webApi } from '@slack/bolt';
import { rest } from '../chat/owed.ts';
import type { Connection } from './connection.ts';
import { REFUSED_FOR_GOOD, wordOf } from './errors.ts';

interface SocketOptions {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  /** The connection is open again after it was lost. */
  readonly onReconnected: () => void;
  /** First wait before a lost connection is tried again; doubles up to half a minute. */
  readonly retryMs: number;
  readonly pingMs: number;
}

const LONGEST_MS = 30_000;
/** A connection that is closed need not answer. */
const FAREWELL_MS = 2000;
class Socket implements Connection {
  readonly receiver: SocketModeReceiver;
  readonly #options: SocketOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #lost: () => void = () => undefined;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.receiver = new SocketModeReceiver({
      appToken: options.appToken,
      logger: options.logger,
      clientPingTimeout: options.pingMs,
      // its own way of reconnecting gives up when the network is away
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: options.clientOptions },
    });
    this.receiver.client.on('disconnected', () => this.#lost());
  }

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#running = this.#keepOpen(resolve).then(resolve, reject);
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#lost();
    const farewell = new AbortController();
    await Promise.race([this.receiver.client.disconnect(), rest(FAREWELL_MS, farewell.signal)]);
    await Promise.race([this.#running, rest(FAREWELL_MS, farewell.signal)]);
    farewell.abort();
  }

  async #keepOpen(onOpen: () => void): Promise<void> {
    const { retryMs, logger, onReconnected } = this.#options;
    let failures = 0;
    for (let opened = false; !this.#stopping.signal.aborted; ) {
      const lost = new Promise<void>((resolve) => {
        this.#lost = resolve;
      });
      try {
        await this.receiver.client.start();
        if (opened) onReconnected();
        onOpen();
        opened = true;
        failures = 0;
        await lost;
      } catch (error) {
        if (!opened && REFUSED_FOR_GOOD.includes(wordOf(error) ?? '')) throw error;
        logger.warn(`the socket is not open: ${error}`);
      }
      await rest(Math.min(LONGEST_MS, retryMs * 2 ** Math.min(failures, 10)), this.#stopping.signal);
      failures += 1;
    }
  }
}

/** Socket Mode: the bot connects to Slack, no address of its own is needed. A lost connection is opened again, for ever. */
export const openSocket = (options: SocketOptions): Connection => new Socket(options);
