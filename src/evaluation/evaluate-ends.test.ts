import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { anEvaluation } from '../../test/support/an-evaluation.ts';
import { createCountingScorer } from '../../test/support/counting-scorer.ts';
import { aFailed, anAnswered, createScriptedModel } from '../../test/support/scripted-model.ts';
import { isBinary } from '../flames/dimension.ts';
import type { Scorer } from '../ports/scorer.ts';

/** The waits of the product, on a clock that jumps over them. */
const REAL_WAITS = { backoff: { baseMs: 500, mostMs: 30_000 } };

describe('a dead endpoint', () => {
  it('stops the run at the first request when the key is refused', async () => {
    const clock = createManualClock();
    const model = createScriptedModel(clock, () =>
      aFailed('unauthorized', { detail: 'The endpoint answered 401.' }),
    );
    const ended = await clock.runUntil(anEvaluation(100).evaluate({ model, clock }, { concurrency: 1 }));
    expect(ended).toMatchObject({ state: 'stopped', failed: 0 });
    expect(ended.note).toContain('401');
    expect(model.asked).toHaveLength(1);
  });

  it.each(['network', 'server-error', 'malformed', 'bad-request'] as const)(
    'stops a run that only ever meets %s, with no verdict on its prompts',
    async (failure) => {
      const clock = createManualClock();
      const bench = anEvaluation(100);
      const model = createScriptedModel(clock, () => aFailed(failure));
      const ended = await clock.runUntil(bench.evaluate({ model, clock }, REAL_WAITS));
      expect(ended).toMatchObject({ state: 'stopped', failed: 0 });
      expect(ended.note).toContain(failure);
      expect(clock.monotonicMs()).toBeLessThan(60_000);
    },
  );

  it('is told from one that restarts', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(300);
    const model = createScriptedModel(clock, () => {
      const nowMs = clock.monotonicMs();
      return nowMs > 1000 && nowMs < 20_000 ? aFailed('network') : anAnswered();
    });
    const ended = await clock.runUntil(bench.evaluate({ model, clock }, { ...REAL_WAITS, concurrency: 8 }));
    expect(ended).toMatchObject({ state: 'completed', failed: 0, done: 300 });
  });

  it('dies in the middle of a run: what was obtained is scored, the rest waits for the resumption', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(300);
    const model = createScriptedModel(clock, () =>
      clock.monotonicMs() > 1000 ? aFailed('network') : anAnswered(),
    );
    const ended = await clock.runUntil(bench.evaluate({ model, clock }, { ...REAL_WAITS, concurrency: 8 }));
    expect(ended.state).toBe('stopped');
    expect(ended.done).toBe(ended.asked);
    expect(ended.failed).toBe(0);

    const healed = createScriptedModel(clock, () => anAnswered());
    const resumed = await clock.runUntil(bench.evaluate({ model: healed, clock }));
    expect(resumed).toMatchObject({ state: 'completed', done: 300 });
    expect(healed.asked).toHaveLength(300 - ended.asked);
  });
});

describe('cost caps', () => {
  const price = { input: 0, output: 1000 };

  it('hold with many requests under way', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(500, { price, maxTokens: 10 });
    const model = createScriptedModel(clock, () => anAnswered());
    const ended = await clock.runUntil(
      bench.evaluate({ model, clock }, { caps: { costPerRunUsd: 1.005 }, concurrency: 64 }),
    );
    expect(ended.state).toBe('stopped');
    expect(ended.note).toContain('costPerRunUsd');
    expect(ended.costUsd).toBeCloseTo(1, 9);
    expect(model.asked).toHaveLength(100);
    expect(ended.done).toBe(100);
  });

  it('count what earlier sessions and judges spent', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(100, { price, maxTokens: 10 });
    const scorer = createCountingScorer({ costUsd: 0.01, batchSize: 5 });
    const model = createScriptedModel(clock, () => anAnswered());
    const first = await clock.runUntil(
      bench.evaluate({ model, clock, scorer }, { caps: { costPerRunUsd: 0.5 }, concurrency: 4 }),
    );
    expect(first.state).toBe('stopped');
    expect(first.costUsd).toBeLessThanOrEqual(0.5);
    expect(first.costUsd).toBeGreaterThan(0.4);
    expect(first.done).toBeGreaterThanOrEqual(first.asked - 1);
    const second = await clock.runUntil(
      bench.evaluate({ model, clock, scorer }, { caps: { costPerRunUsd: 0.5 } }),
    );
    expect(second.state).toBe('stopped');
    expect(second.costUsd).toBeLessThanOrEqual(0.5);
  });

  it('of a day count what other runs spend meanwhile', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(2000, { price, maxTokens: 10 });
    const store = { ...bench.store, spentSince: () => (clock.monotonicMs() > 2000 ? 1000 : 0) };
    const model = createScriptedModel(clock, () => anAnswered());
    const ended = await clock.runUntil(
      bench.evaluate({ model, clock, store }, { caps: { costPerDayUsd: 100 }, concurrency: 8 }),
    );
    expect(ended.state).toBe('stopped');
    expect(ended.note).toContain('costPerDayUsd');
    expect(ended.done).toBeGreaterThan(50);
  });
});

describe('a store that cannot be written', () => {
  it('ends the run with the error, which is not hidden', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(100);
    const saveResponses = (): never => {
      throw new Error('the disk is full');
    };
    const model = createScriptedModel(clock, () => anAnswered());
    const broken = bench.evaluate({ model, clock, store: { ...bench.store, saveResponses } });
    await expect(clock.runUntil(broken)).rejects.toThrow('the disk is full');
    expect(bench.store.find(bench.run.id)?.state).toBe('failed');
  });
});

describe('an endpoint that refuses everyone for a while', () => {
  it('costs no prompt its answer', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(300);
    const model = createScriptedModel(clock, () => {
      const nowMs = clock.monotonicMs();
      return nowMs > 1000 && nowMs < 180_000 ? aFailed('rate-limited') : anAnswered();
    });
    const ended = await clock.runUntil(bench.evaluate({ model, clock }, { ...REAL_WAITS, concurrency: 16 }));
    expect(ended).toMatchObject({ state: 'completed', failed: 0, done: 300 });
  });

  it('is as good as dead when it goes on for minutes', async () => {
    const clock = createManualClock();
    const model = createScriptedModel(clock, () => aFailed('rate-limited'));
    const ended = await clock.runUntil(anEvaluation(300).evaluate({ model, clock }, REAL_WAITS));
    expect(ended).toMatchObject({ state: 'stopped', failed: 0 });
    expect(clock.monotonicMs()).toBeLessThan(400_000);
  });
});

describe('a scorer that says what no scorer of Flames can say', () => {
  it.each([
    ['a 2 on a binary dimension', 'label', /gave a 2 on (Legality|Data protection), which has no such label/],
    ['fewer verdicts than responses', 'fewer', /verdicts for \d+ responses/],
  ] as const)('stops the run at %s, and counts nothing of that batch', async (_what, how, note) => {
    const clock = createManualClock();
    const bench = anEvaluation(100);
    const model = createScriptedModel(clock, () => anAnswered());
    const counting = createCountingScorer({ batchSize: 100 });
    const scorer: Scorer = {
      ...counting,
      score: async (items) => {
        const verdicts = items.map(() => ({ kind: 'label', label: 2 }) as const);
        return how === 'label' ? verdicts : verdicts.slice(1);
      },
    };
    const ended = await clock.runUntil(bench.evaluate({ model, clock, scorer }));
    expect(ended.state).toBe('stopped');
    expect(ended.note).toMatch(note);
    const binary = ended.dimensions.filter(({ dimension }) => isBinary(dimension));
    expect(binary.map(({ labels }) => labels)).toEqual(binary.map(() => ({ 1: 0, 2: 0, 3: 0 })));
    const resumed = await clock.runUntil(bench.evaluate({ model, clock }));
    expect(resumed).toMatchObject({ state: 'completed', done: 100 });
  });
});
