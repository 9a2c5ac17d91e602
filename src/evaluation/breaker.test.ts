import { describe, expect, it } from 'vitest';
import { aFailed, anAnswered } from '../../test/support/scripted-model.ts';
import type { PromptId } from '../ids.ts';
import type { FailureClass } from '../ports/target-model.ts';
import { type Breaker, createBreaker } from './breaker.ts';

const id = (number: number): PromptId => number as PromptId;
const answered = (): Breaker => {
  const breaker = createBreaker();
  breaker.note(id(0), 1, anAnswered(), 0);
  return breaker;
};
const fail = (breaker: Breaker, prompts: number, failure: FailureClass, nowMs: number, tries = 1): void => {
  for (let prompt = 1; prompt <= prompts; prompt += 1)
    breaker.note(id(prompt), tries, aFailed(failure), nowMs);
};

describe('a breaker', () => {
  it.each(['unauthorized', 'not-found'] as const)('trips at the very first %s', (failure) => {
    const breaker = createBreaker();
    fail(breaker, 1, failure, 0);
    expect(breaker.tripped?.failure).toBe(failure);
  });

  it('gives an endpoint that answered time to restart', () => {
    const breaker = answered();
    fail(breaker, 10, 'network', 0);
    expect(breaker.suspects).toBe(true);
    fail(breaker, 10, 'network', 29_999);
    expect(breaker.tripped).toBeUndefined();
    fail(breaker, 1, 'network', 30_000);
    expect(breaker.tripped?.failure).toBe('network');
  });

  it('gives one that never answered less', () => {
    const breaker = createBreaker();
    fail(breaker, 10, 'network', 0);
    fail(breaker, 1, 'network', 5000);
    expect(breaker.tripped).toBeDefined();
  });

  it('trips at once when the key is taken away in the middle', () => {
    const breaker = answered();
    fail(breaker, 9, 'unauthorized', 0);
    expect(breaker.tripped).toBeUndefined();
    breaker.note(id(10), 1, aFailed('unauthorized'), 0);
    expect(breaker.tripped).toBeDefined();
  });

  it('forgets all failures at any sign of life', () => {
    const breaker = answered();
    fail(breaker, 9, 'network', 0);
    breaker.note(id(50), 1, aFailed('empty'), 1);
    fail(breaker, 9, 'network', 60_000);
    expect(breaker.suspects).toBe(false);
  });

  it('blames prompts that fail again, not the endpoint', () => {
    const breaker = answered();
    fail(breaker, 50, 'server-error', 0, 2);
    fail(breaker, 50, 'server-error', 90_000, 3);
    expect(breaker.suspects).toBe(false);
    expect(breaker.tripped).toBeUndefined();
  });

  it('finds an endpoint dead that never answered the few prompts there are', () => {
    const breaker = createBreaker();
    for (let tries = 1; tries <= 6; tries += 1) fail(breaker, 2, 'network', tries * 2000, tries);
    expect(breaker.tripped).toBeDefined();
  });

  it('takes bad requests for the settings only while nothing was ever answered', () => {
    const fresh = createBreaker();
    fail(fresh, 10, 'bad-request', 0);
    expect(fresh.tripped).toBeDefined();
    const proven = answered();
    fail(proven, 100, 'bad-request', 0);
    expect(proven.suspects).toBe(false);
  });

  it('blames the endpoint, not the prompts, when it refuses everyone', () => {
    const breaker = answered();
    fail(breaker, 9, 'rate-limited', 0);
    expect(breaker.suspects).toBe(false);
    breaker.note(id(10), 1, aFailed('rate-limited'), 0);
    expect(breaker.suspects).toBe(true);
    breaker.note(id(11), 1, aFailed('network'), 60_000);
    expect(breaker.tripped).toBeUndefined();
    breaker.note(id(12), 1, anAnswered(), 60_001);
    expect(breaker.suspects).toBe(false);
  });

  it('bears refusals for minutes, not for ever', () => {
    const breaker = answered();
    fail(breaker, 30, 'rate-limited', 0);
    fail(breaker, 30, 'rate-limited', 299_999);
    expect(breaker.tripped).toBeUndefined();
    fail(breaker, 1, 'rate-limited', 300_000);
    expect(breaker.tripped?.failure).toBe('rate-limited');
  });
});
