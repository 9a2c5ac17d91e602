import { describe, expect, it } from 'vitest';
import { rateHints, retryAfterMs } from './parse-rate-headers.ts';

const NOW = new Date('2025-06-01T12:00:00Z');

describe('how long an endpoint told to wait', () => {
  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'Sun, 01 Jun 2025 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sun, 01 Jun 2025 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-3' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
  ])('is read from %j', (headers, ms) => {
    expect(retryAfterMs(new Headers(headers as Record<string, string>), NOW)).toBe(ms);
  });
});

describe('what an endpoint tells of its limits', () => {
  it('is read in the spelling of OpenAI', () => {
    const headers = new Headers({
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1m0.5s',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '20ms',
    });
    expect(rateHints(headers, NOW)).toEqual({
      remainingRequests: 59,
      resetRequestsMs: 60_500,
      remainingTokens: 0,
      resetTokensMs: 20,
    });
  });

  it('is read in the spellings of others', () => {
    const seconds = NOW.getTime() / 1000 + 9;
    const github = new Headers({ 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': String(seconds) });
    expect(rateHints(github, NOW)).toEqual({ remainingRequests: 3, resetRequestsMs: 9000 });
    const draft = new Headers({ 'ratelimit-remaining': '0', 'ratelimit-reset': '4' });
    expect(rateHints(draft, NOW)).toEqual({ remainingRequests: 0, resetRequestsMs: 4000 });
  });

  it('is nothing where no header tells of them, or what they tell is unreadable', () => {
    expect(rateHints(new Headers({ 'content-type': 'text/plain' }), NOW)).toBeUndefined();
    expect(rateHints(new Headers({ 'x-ratelimit-reset-requests': '5 parsecs' }), NOW)).toBeUndefined();
  });
});
