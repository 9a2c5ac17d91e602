import { REST } from 'discord.js';
import { CALL_TIMEOUT_MS } from './limits.ts';

/** One call, one answer: the outbox waits and tries again, each channel for itself. */
export const createRest = (token: string, apiUrl: string | undefined): REST =>
  new REST({
    version: '10',
    retries: 0,
    timeout: CALL_TIMEOUT_MS,
    rejectOnRateLimit: () => true,
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/$/u, '') }),
  }).setToken(token);
