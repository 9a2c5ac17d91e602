import { type Logger, LogLevel, type webApi } from '@slack/bolt';
import { platformError } from './errors.ts';
import { CALL_TIMEOUT_MS } from './limits.ts';

/** Slack's own libraries say what went wrong; nothing that they print may hold a secret, so only warnings and errors go on. */
export const createLogger = (report: (error: unknown) => void): Logger => {
  const tell = (...words: unknown[]): void => report(new Error(words.map(String).join(' ')));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: tell,
    error: tell,
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
};

/** One call, one answer: the outbox waits and tries again, each channel for itself. */
export const clientOptions = (apiUrl: string | undefined, logger: Logger): webApi.WebClientOptions => ({
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
  timeout: CALL_TIMEOUT_MS,
  logger,
  ...(apiUrl === undefined ? {} : { slackApiUrl: withSlash(apiUrl) }),
});

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

/** A call of the Web API whose errors are `PlatformError`s. */
export const called = async <Result>(call: Promise<Result>): Promise<Result> => {
  try {
    return await call;
  } catch (error) {
    throw platformError(error);
  }
};
