import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import type { FailedAttempt, FailureClass } from '../../src/ports/target-model.ts';
import { ResponseTooLarge } from './capped-fetch.ts';
import { type HeaderReader, rateHints, retryAfterMs } from './parse-rate-headers.ts';

const LONGEST_DETAIL = 200;
const NO_USAGE = { promptTokens: null, completionTokens: null } as const;
/** Keys that servers like to repeat in their refusals. */
const KEY_LIKE = /\b(?:sk|pk|key|api|rk)[-_][A-Za-z0-9*_-]{6,}|Bearer\s+\S+/gi;

/** Codes with which endpoints say that a filter, not the model, withheld the answer: OpenAI, Azure, DashScope, Ark, Zhipu. */
const CONTENT_FILTER_CODE =
  /content[_-]?(?:filter|policy)|data_inspection_failed|sensitive_?content|responsibleai|^1301$/i;

export const isContentFilterCode = (code: unknown): boolean =>
  (typeof code === 'string' || typeof code === 'number') && CONTENT_FILTER_CODE.test(String(code));

/** Foreign text as one short line: no control characters, no direction marks, nothing that looks like a key. */
export const plainSentence = (text: string): string => {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(KEY_LIKE, '[key]')
    .trim();
  return line.length <= LONGEST_DETAIL ? line : `${line.slice(0, LONGEST_DETAIL - 1)}…`;
};

const failed = (failure: FailureClass, detail: string): FailedAttempt => ({
  kind: 'failed',
  failure,
  detail,
  usage: NO_USAGE,
});

const classOfStatus = (status: number): FailureClass => {
  if (status === 429) return 'rate-limited';
  if (status === 408) return 'timeout';
  if (status === 401 || status === 402 || status === 403) return 'unauthorized';
  if (status === 404 || status === 410 || (status >= 300 && status < 400)) return 'not-found';
  return status >= 500 ? 'server-error' : 'bad-request';
};

const classOfStatusError = (status: number, error: APIError): FailureClass => {
  const { code, type } = error;
  const filtered = [code, type].some(isContentFilterCode) && status >= 400 && status < 500;
  if (filtered) return 'content-filter';
  const outOfCredit = code === 'insufficient_quota' || type === 'insufficient_quota';
  return outOfCredit ? 'unauthorized' : classOfStatus(status);
};

const messageOf = (error: APIError): string => {
  const body: unknown = error.error;
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : body;
  return typeof message === 'string' && !/<\w+/.test(message) ? plainSentence(message) : '';
};

const fromStatus = (error: APIError, status: number, headers: HeaderReader, now: Date): FailedAttempt => {
  const message = messageOf(error);
  const wait = retryAfterMs(headers, now);
  const hints = rateHints(headers, now);
  return {
    ...failed(
      classOfStatusError(status, error),
      `The endpoint answered ${status}${message === '' ? '.' : `: ${message}`}`,
    ),
    httpStatus: status,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(hints === undefined ? {} : { hints }),
  };
};

const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code ?? codeOf(error.cause);
};

const fromConnection = (error: APIConnectionError): FailedAttempt => {
  if (error.cause instanceof ResponseTooLarge) return failed('too-large', error.cause.message);
  const code = codeOf(error.cause);
  return failed('network', plainSentence(`The connection failed${code === undefined ? '' : ` (${code})`}.`));
};

/**
 * What the client threw, as data. `now` is for dates in `Retry-After`. The detail is one short line without secrets
 * and control characters.
 */
export const classifyError = (error: unknown, now: Date): FailedAttempt => {
  if (error instanceof APIUserAbortError) return failed('network', 'The request was cancelled.');
  if (error instanceof APIConnectionTimeoutError)
    return failed('timeout', 'The endpoint did not answer in time.');
  if (error instanceof APIConnectionError) return fromConnection(error);
  if (error instanceof APIError && error.status !== undefined && error.headers !== undefined) {
    return fromStatus(error, error.status, error.headers, now);
  }
  return failed(
    'bad-request',
    'The request could not be sent: look at the address, the key and extraBody of this model.',
  );
};
