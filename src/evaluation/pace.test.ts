import { describe, expect, it } from 'vitest';
import { aFailed, anAnswered } from '../../test/support/scripted-model.ts';
import { askVirtually, capricious, fullBucket, slidingSecond } from '../../test/support/virtual-endpoint.ts';
import type { Attempt } from '../ports/target-model.ts';
import { createPace, type Pace, type Permit } from './pace.ts';

const LIMITERS = { 'a sliding second': slidingSecond, 'a bucket': fullBucket };
const TELLING = { 'with Retry-After': 1000, 'without a word': undefined };

describe.each(Object.entries(LIMITERS))('an endpoint that enforces a rate by %s', (_, limiter) => {
  it.each(Object.entries(TELLING))('%s gets 95 %% of it with under 2 %% refused', (_told, retryAfterMs) => {
    const told = retryAfterMs === undefined ? {} : { retryAfterMs };
    const asked = askVirtually({ concurrency: 64, requests: 1000, limiter: limiter(20), ...told });
    expect(asked.perSecond).toBeGreaterThanOrEqual(19);
    expect(asked.refused).toBeLessThan(0.02);
  });

  it('gets as much when the rate is another one', () => {
    const asked = askVirtually({
      concurrency: 256,
      requests: 5000,
      limiter: limiter(100),
      retryAfterMs: 1000,
    });
    expect(asked.perSecond).toBeGreaterThanOrEqual(94);
    expect(asked.refused).toBeLessThan(0.02);
  });
});

describe('an endpoint whose limits change', () => {
  it('is followed down within seconds', () => {
    const [before, after] = [slidingSecond(40), slidingSecond(10)];
    const limiter = (atMs: number): boolean => (atMs < 20_000 ? before : after)(atMs);
    const asked = askVirtually({ concurrency: 64, requests: 1500, limiter });
    expect(asked.refused).toBeLessThan(0.02);
    expect(asked.seconds).toBeLessThan(105);
  });

  it('is followed up within minutes', () => {
    const [before, after] = [slidingSecond(10), slidingSecond(40)];
    const limiter = (atMs: number): boolean => (atMs < 20_000 ? before : after)(atMs);
    const asked = askVirtually({ concurrency: 64, requests: 5000, limiter });
    expect(asked.refused).toBeLessThan(0.02);
    expect(asked.seconds).toBeLessThan(240);
  });
});

describe('an endpoint that is overloaded', () => {
  it('gets fewer requests at once, and more again when it answers', () => {
    const pace = createPace({ concurrency: 64 });
    const round = (attempt: Attempt, nowMs: number): void => {
      const permits = Array.from({ length: pace.concurrency }, () => pace.begin(nowMs, 10));
      for (const permit of permits) pace.end(permit, attempt, nowMs + 100);
    };
    round(aFailed('timeout'), 0);
    round(aFailed('server-error'), 1000);
    expect(pace.concurrency).toBe(16);
    for (let time = 2; time < 60; time += 1) round(anAnswered(), time * 1000);
    expect(pace.concurrency).toBe(64);
  });
});

describe('refusals by chance', () => {
  it('do not slow a model down for long', () => {
    const asked = askVirtually({
      concurrency: 64,
      requests: 1000,
      limiter: capricious(0.05, 3),
      latencyMs: 100,
    });
    expect(asked.seconds).toBeLessThan(20);
  });
});

describe('an endpoint without limits', () => {
  it('is used as far as configured and no further', () => {
    const asked = askVirtually({ concurrency: 64, requests: 1000, limiter: () => true });
    expect(asked.mostUnderWay).toBe(64);
    expect(asked.seconds).toBeLessThan(3.6);
  });

  it('gets no more than the configured requests a minute, evenly', () => {
    const asked = askVirtually({
      concurrency: 64,
      requests: 300,
      requestsPerMinute: 600,
      limiter: slidingSecond(11),
    });
    expect(asked.refused).toBe(0);
    expect(asked.perSecond).toBeGreaterThan(9.5);
    expect(asked.perSecond).toBeLessThanOrEqual(10.2);
  });

  it('gets no more than the configured tokens a minute', () => {
    const asked = askVirtually({
      concurrency: 64,
      requests: 1000,
      tokensPerMinute: 6000,
      limiter: () => true,
    });
    expect(asked.seconds).toBeGreaterThanOrEqual((1000 * 15 - 1000) / 100);
  });
});

describe('the wait that an endpoint told', () => {
  const begin = (pace: Pace, nowMs: number): Permit => pace.begin(nowMs, 10);

  it('holds every request of the model, the longest wait of all', () => {
    const pace = createPace({ concurrency: 8 });
    const [first, second] = [begin(pace, 0), begin(pace, 0)];
    pace.end(first, aFailed('rate-limited', { retryAfterMs: 5000 }), 10);
    pace.end(second, aFailed('server-error', { retryAfterMs: 1000 }), 20);
    expect(pace.heldMs(20)).toBe(4990);
    expect(pace.waitMs(20, 10)).toBe(4990);
    expect(pace.waitMs(5010, 10)).toBe(0);
  });

  it('is none when a request was abandoned', () => {
    const pace = createPace({ concurrency: 1 });
    const permit = begin(pace, 0);
    expect(pace.waitMs(0, 10)).toBe(Number.POSITIVE_INFINITY);
    pace.end(permit, 'abandoned', 10);
    expect(pace.waitMs(100, 10)).toBe(0);
  });

  it('is learned from a window that the headers call used up', () => {
    const pace = createPace({ concurrency: 64 });
    const permits: Permit[] = [];
    for (let sent = 0; sent < 10; sent += 1) permits.push(begin(pace, sent * 20));
    const [last] = permits.slice(-1);
    if (last === undefined) throw new Error('Nothing was sent.');
    pace.end(last, anAnswered({ hints: { remainingRequests: 0, resetRequestsMs: 1000 } }), 300);
    begin(pace, 300);
    expect(pace.waitMs(300, 10)).toBeGreaterThan(80);
  });
});
