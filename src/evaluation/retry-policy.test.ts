import { describe, expect, it } from 'vitest';
import { aFailed } from '../../test/support/scripted-model.ts';
import { backoffMs, mayRetry } from './retry-policy.ts';

const BACKOFF = { baseMs: 500, mostMs: 30_000 };

describe('another try', () => {
  it.each(['content-filter', 'thought-only', 'tool-call', 'bad-request'] as const)(
    'is not given after %s',
    (failure) => {
      expect(mayRetry(failure, 1)).toBe(false);
    },
  );

  it.each(['rate-limited', 'server-error', 'network', 'timeout', 'malformed', 'empty', 'too-large'] as const)(
    'is given after %s, but not for ever',
    (failure) => {
      expect(mayRetry(failure, 1)).toBe(true);
      expect(mayRetry(failure, 12)).toBe(false);
    },
  );
});

describe('the wait before it', () => {
  it('is anywhere between nothing and a bound that doubles, up to the longest', () => {
    const failed = aFailed('server-error');
    expect(backoffMs(failed, 1, BACKOFF, () => 0)).toBe(0);
    expect([1, 2, 3, 10].map((tries) => backoffMs(failed, tries, BACKOFF, () => 1))).toEqual([
      500, 1000, 2000, 30_000,
    ]);
  });

  it('stays short after refusals for the limits of the endpoint', () => {
    expect(backoffMs(aFailed('rate-limited'), 7, BACKOFF, () => 1)).toBe(4000);
  });

  it('comes after what the endpoint told to wait', () => {
    expect(backoffMs(aFailed('rate-limited', { retryAfterMs: 4000 }), 1, BACKOFF, () => 0.5)).toBe(4250);
  });
});
