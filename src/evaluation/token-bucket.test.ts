import { describe, expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

describe('a token bucket of 6,000 a minute', () => {
  it('saves up ten seconds, then gives a hundred a second', () => {
    const bucket = createTokenBucket(6000);
    expect(bucket.waitMs(0, 1000)).toBe(0);
    bucket.take(0, 1000);
    expect(bucket.waitMs(0, 100)).toBeCloseTo(1000);
    expect(bucket.waitMs(600, 100)).toBeCloseTo(400);
    expect(bucket.waitMs(60_000, 1000)).toBe(0);
    expect(bucket.waitMs(60_000, 1_000_000)).toBe(0);
  });

  it('makes good for an estimate that was wrong', () => {
    const bucket = createTokenBucket(6000);
    bucket.take(0, 1000);
    bucket.settle(1000, 400);
    expect(bucket.waitMs(0, 600)).toBe(0);
    bucket.settle(0, 900);
    expect(bucket.waitMs(0, 100)).toBeCloseTo(4000);
  });
});
