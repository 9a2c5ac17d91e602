import { REST } from 'discord.js';
import { CALL_TIMEOUT_MS } from './limits.ts';

/** After one answer 401 discord.js forgets its token and never calls again; a proxy that stumbled would end the bot. */
class LastingRest extends REST {
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }
}

/**
 * By Node's own fetch: the library's client sends through whichever undici was loaded first in this process, and another
 * version's does not know its uploads.
 *
 * One call, one answer: the outbox waits and tries again, each channel for itself.
 */
export const createRest = (token: string, apiUrl: string | undefined): REST =>
  new LastingRest({
    version: '10',
    retries: 0,
    timeout: CALL_TIMEOUT_MS,
    rejectOnRateLimit: () => true,
    makeRequest: (url, init) => fetch(url, init as unknown as RequestInit),
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/$/u, '') }),
  }).setToken(token);
