import { Redis as IoRedis, type RedisOptions } from 'ioredis';
import type { Secret } from '../../src/secret.ts';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2000;

/** Commands wait for a server that is gone, for as long as it takes. */
const PATIENT = {
  maxRetriesPerRequest: null,
  retryStrategy: (times: number) => Math.min(FIRST_RETRY_MS * times, LONGEST_RETRY_MS),
} satisfies RedisOptions;

/** A client whose copies end with it: a library makes some, and one that still dials keeps a process alive. */
class Redis extends IoRedis {
  readonly #copies: IoRedis[] = [];

  constructor(url: string) {
    super(url, PATIENT);
  }

  override duplicate(override?: Partial<RedisOptions>): IoRedis {
    const copy = quiet(super.duplicate(override));
    this.#copies.push(copy);
    return copy;
  }

  endAll(): void {
    for (const each of [...this.#copies, this]) each.disconnect();
  }
}

/** Who waits for a command learns of its failure; the connection's own troubles show in `status`. */
const quiet = <Client extends IoRedis>(client: Client): Client => {
  client.on('error', () => undefined);
  return client;
};

export type { Redis };

/** A client that dials at once and again after every loss; it never throws by itself. */
export const connectRedis = (url: Secret): Redis => quiet(new Redis(url.reveal()));
