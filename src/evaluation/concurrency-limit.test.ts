import { describe, expect, it } from 'vitest';
import { type ConcurrencyLimit, createConcurrencyLimit } from './concurrency-limit.ts';

const succeed = (limit: ConcurrencyLimit, times: number, sentAtMs: number): void => {
  for (let time = 0; time < times; time += 1) limit.succeeded(sentAtMs, limit.limit);
};
const strain = (limit: ConcurrencyLimit, times: number, sentAtMs: number): void => {
  for (let time = 0; time < times; time += 1) limit.strained(sentAtMs, sentAtMs + 1);
};

describe('the concurrency limit', () => {
  it('never exceeds what is configured and never falls below one', () => {
    const limit = createConcurrencyLimit(10);
    succeed(limit, 1000, 0);
    expect(limit.limit).toBe(10);
    for (let round = 1; round < 20; round += 1) strain(limit, 100, round * 10);
    expect(limit.limit).toBe(1);
    succeed(limit, 1000, 1000);
    expect(limit.limit).toBe(10);
  });

  it('doubles in a round trip until it was cut', () => {
    const limit = createConcurrencyLimit(1000);
    const start = limit.limit;
    succeed(limit, start, 0);
    expect(limit.limit).toBe(2 * start);
  });

  it('halves once when a whole round of requests meets overload together', () => {
    const limit = createConcurrencyLimit(64);
    const start = limit.limit;
    strain(limit, start, 0);
    expect(limit.limit).toBe(start / 2);
  });

  it('bears single failures among successes', () => {
    const limit = createConcurrencyLimit(64);
    for (let round = 0; round < 100; round += 1) {
      succeed(limit, 4, round);
      strain(limit, 1, round);
    }
    expect(limit.limit).toBe(64);
  });

  it('does not grow while it is not used', () => {
    const limit = createConcurrencyLimit(1000);
    const start = limit.limit;
    for (let time = 0; time < 100; time += 1) limit.succeeded(0, 2);
    expect(limit.limit).toBe(start);
  });
});
