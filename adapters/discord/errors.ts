import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { PlatformError, type PlatformErrorCode, UserError } from '../../src/errors.ts';

/** Discord's codes for what went wrong (discord.com/developers/docs/topics/opcodes-and-status-codes#json). */
const BY_CODE: Readonly<Record<number, PlatformErrorCode>> = {
  10003: 'channel-gone',
  10004: 'channel-gone',
  10013: 'channel-gone',
  50007: 'channel-gone',
  10008: 'message-gone',
  10015: 'message-gone',
  10062: 'message-gone',
  50027: 'message-gone',
  30046: 'message-gone',
  50001: 'missing-right',
  50013: 'missing-right',
  50024: 'missing-right',
  160002: 'missing-right',
  160005: 'missing-right',
  160006: 'missing-right',
  20028: 'rate-limited',
  40062: 'rate-limited',
  // the token can be mended, and then what waits is sent
  40001: 'unreachable',
  50014: 'unreachable',
  130000: 'unreachable',
};

/** Discord's code for a refused call; undefined for any other error. */
export const codeOf = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError
    ? Number(error.code)
    : error instanceof PlatformError
      ? codeOf(error.cause)
      : undefined;

/** A call's words: a refused one is about its place or its content, a lost one about nothing. */
export const platformError = (error: unknown): PlatformError => {
  if (error instanceof PlatformError) return error;
  if (error instanceof RateLimitError) {
    return new PlatformError('rate-limited', 'Discord asks to wait.', {
      retryAfterMs: Math.max(error.retryAfter, error.timeToReset),
      cause: error,
    });
  }
  if (error instanceof DiscordAPIError) {
    return new PlatformError(meaningOf(error), `Discord refused: ${error.message} (${error.code})`, {
      cause: error,
    });
  }
  return new PlatformError('unreachable', `Discord did not answer: ${reasonOf(error)}`, { cause: error });
};

const meaningOf = ({ code, status }: DiscordAPIError): PlatformErrorCode => {
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[Number(code)] : undefined;
  if (known !== undefined) return known;
  if (status === 401 || status >= 500) return 'unreachable';
  return status === 403 ? 'missing-right' : 'bad-card';
};

const reasonOf = (error: unknown): string =>
  error instanceof HTTPError
    ? String(error.status)
    : error instanceof Error
      ? [error.message, error.cause instanceof Error ? error.cause.message : ''].filter(Boolean).join(': ')
      : String(error);

/** A call whose errors are `PlatformError`s. */
export const called = async <Result>(call: Promise<unknown>): Promise<Result> => {
  try {
    return (await call) as Result;
  } catch (error) {
    throw platformError(error);
  }
};

/** Whether Discord does not know the token of a call. */
export const isTokenRefused = (error: unknown): boolean =>
  error instanceof PlatformError && error.cause instanceof DiscordAPIError && error.cause.status === 401;

/** What the person who set up the token has to mend. */
export const tokenRefused = (reason: string, cause: unknown): UserError =>
  new UserError('platform-refuses-token', { platform: 'Discord', reason }, { cause });

/** What the person who set up the bot has to mend in the developer portal, or in a changed program. */
export const intentsRefused = (intents: readonly string[], cause: unknown): UserError =>
  new UserError('platform-refuses-intents', { platform: 'Discord', intents }, { cause });
