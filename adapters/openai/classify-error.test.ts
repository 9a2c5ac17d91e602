import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { describe, expect, it } from 'vitest';
import { ResponseTooLarge } from './capped-fetch.ts';
import { classifyError, plainSentence } from './classify-error.ts';

const NOW = new Date('2025-06-01T12:00:00Z');
const withStatus = (
  status: number,
  error: object | undefined,
  headers: Record<string, string> = {},
  text?: string,
): APIError =>
  APIError.generate(status, error === undefined ? undefined : { error }, text, new Headers(headers));

describe('what the client throws', () => {
  it.each([
    [429, {}, 'rate-limited'],
    [429, { code: 'insufficient_quota' }, 'unauthorized'],
    [500, {}, 'server-error'],
    [503, {}, 'server-error'],
    [529, {}, 'server-error'],
    [408, {}, 'timeout'],
    [401, {}, 'unauthorized'],
    [402, {}, 'unauthorized'],
    [403, {}, 'unauthorized'],
    [404, {}, 'not-found'],
    [308, {}, 'not-found'],
    [400, {}, 'bad-request'],
    [422, {}, 'bad-request'],
    [400, { code: 'content_filter' }, 'content-filter'],
    [403, { type: 'content_policy_violation' }, 'content-filter'],
    [400, { code: 'data_inspection_failed' }, 'content-filter'],
    [400, { code: '1301' }, 'content-filter'],
  ] as const)('is, with status %i and %j, %s', (status, error, failure) => {
    expect(classifyError(withStatus(status, error), NOW)).toMatchObject({
      kind: 'failed',
      failure,
      httpStatus: status,
    });
  });

  it('carries the wait and the limits that the headers told', () => {
    const error = withStatus(429, {}, { 'retry-after': '3', 'x-ratelimit-remaining-requests': '0' });
    expect(classifyError(error, NOW)).toMatchObject({ retryAfterMs: 3000, hints: { remainingRequests: 0 } });
  });

  it('is a matter of the way there when there was no answer', () => {
    const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    const failed = classifyError(new APIConnectionError({ message: 'no', cause: reset }), NOW);
    expect(failed).toMatchObject({ failure: 'network', detail: 'The connection failed (ECONNRESET).' });
    expect(classifyError(new APIConnectionTimeoutError(), NOW)).toMatchObject({ failure: 'timeout' });
    expect(classifyError(new APIUserAbortError(), NOW)).toMatchObject({ failure: 'network' });
    const large = new APIConnectionError({ message: 'no', cause: new ResponseTooLarge(2e6) });
    expect(classifyError(large, NOW)).toMatchObject({
      failure: 'too-large',
      detail: expect.stringContaining('2 MB'),
    });
  });

  it('names no value of a request that could not even be built', () => {
    const { failure, detail } = classifyError(
      new TypeError('Headers.append: "Bearer sk-verysecret\n" is invalid'),
      NOW,
    );
    expect(failure).toBe('bad-request');
    expect(detail).not.toContain('verysecret');
  });
});

describe('what people read of it', () => {
  it('is one short line without control characters, direction marks and keys', () => {
    const hostile = `bad\r\n\u001b[31mkey\u202e sk-abcdef123456 and Bearer abc.def ${'x'.repeat(500)}`;
    const { detail } = classifyError(withStatus(401, { message: hostile }), NOW);
    expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(detail).not.toMatch(/sk-abcdef|abc\.def/);
    expect(detail.length).toBeLessThan(250);
  });

  it('is no web page', () => {
    const page = withStatus(502, undefined, {}, '<html><body>Bad gateway</body></html>');
    expect(classifyError(page, NOW)).toMatchObject({
      failure: 'server-error',
      detail: 'The endpoint answered 502.',
    });
  });

  it('keeps a plain sentence as it is', () => {
    expect(plainSentence('模型 不存在。')).toBe('模型 不存在。');
  });
});
