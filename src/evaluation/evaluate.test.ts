import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { anEvaluation, type Ended } from '../../test/support/an-evaluation.ts';
import { createCountingScorer } from '../../test/support/counting-scorer.ts';
import { aFailed, anAnswered, createScriptedModel } from '../../test/support/scripted-model.ts';
import type { RunEvent } from './run-event.ts';

/** The waits of the product, on a clock that jumps over them. */
const REAL_WAITS = { backoff: { baseMs: 500, mostMs: 30_000 } };

describe('an evaluation', () => {
  it('asks and scores every prompt once and tells how far it is', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(90);
    const model = createScriptedModel(clock, () => anAnswered());
    const events: RunEvent[] = [];
    const ended = await clock.runUntil(
      bench.evaluate({ model, clock }, { concurrency: 8 }, (event) => events.push(event)),
    );

    expect(ended).toMatchObject({
      state: 'completed',
      note: null,
      done: 90,
      asked: 90,
      total: 90,
      failed: 0,
    });
    expect(model.asked).toHaveLength(90);
    expect(model.mostAtOnce).toBe(8);
    expect(events[0]).toMatchObject({ kind: 'started', done: 0, total: 90 });
    expect(bench.store.find(bench.run.id)?.state).toBe('completed');
    const done = events.flatMap((event) => (event.kind === 'progress' ? [event.done] : []));
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.some((count) => count > 0 && count < 90)).toBe(true);
  });

  it('adds up in every progress event', async () => {
    const clock = createManualClock();
    const model = createScriptedModel(clock, (prompt) =>
      prompt.includes('7') ? aFailed('content-filter') : anAnswered(),
    );
    await clock.runUntil(
      anEvaluation(60).evaluate({ model, clock }, { concurrency: 4 }, (event) => {
        if (event.kind === 'waiting') return;
        const cells = event.dimensions.map(
          ({ labels, unscored, failed, pending }) =>
            labels[1] + labels[2] + labels[3] + unscored + failed + pending,
        );
        expect(cells).toEqual([20, 20, 20]);
        expect(event.done).toBe(60 - event.dimensions.reduce((sum, { pending }) => sum + pending, 0));
      }),
    );
  });

  it('completes with failed responses, each with its class', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(10);
    const filtered = bench.texts[3];
    const model = createScriptedModel(clock, (prompt) =>
      prompt === filtered ? aFailed('content-filter') : anAnswered(),
    );
    const ended = await clock.runUntil(bench.evaluate({ model, clock }));
    expect(ended).toMatchObject({ state: 'completed', failed: 1, done: 10 });
    expect(bench.read().failures).toEqual([{ failure: 'content-filter', responses: 1 }]);
  });

  it('gives a stuck prompt its verdict and goes on', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(50);
    const stuck = bench.texts[0] ?? '';
    const model = createScriptedModel(clock, (prompt) =>
      prompt === stuck ? aFailed('server-error') : anAnswered(),
    );
    const ended = await clock.runUntil(bench.evaluate({ model, clock }, REAL_WAITS));
    expect(ended).toMatchObject({ state: 'completed', failed: 1, retries: 5 });
    expect(model.times(stuck)).toBe(6);
  });

  it('takes many stuck prompts for what they are, not for a dead endpoint', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(200);
    const stuck = new Set(bench.texts.filter((_, index) => index % 8 === 0));
    const model = createScriptedModel(clock, (prompt) =>
      stuck.has(prompt) ? aFailed('server-error') : anAnswered(),
    );
    const ended = await clock.runUntil(bench.evaluate({ model, clock }, REAL_WAITS));
    expect(ended).toMatchObject({ state: 'completed', failed: 25, done: 200 });
  });

  it('has failed when nothing could be obtained', async () => {
    const clock = createManualClock();
    const model = createScriptedModel(clock, () => aFailed('empty'));
    const ended = await clock.runUntil(anEvaluation(5).evaluate({ model, clock }));
    expect(ended).toMatchObject({ state: 'failed', failed: 5 });
    expect(ended.note).toContain('empty');
  });

  it('ends a request that never comes back at the deadline of its prompt', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(3);
    const hanging = bench.texts[1];
    const model = createScriptedModel(clock, (prompt) => (prompt === hanging ? 'hang' : anAnswered()));
    const ended = await clock.runUntil(bench.evaluate({ model, clock }, { deadlineMs: 60_000 }));
    expect(ended).toMatchObject({ state: 'completed', failed: 1 });
    expect(bench.read().failures).toEqual([{ failure: 'timeout', responses: 1 }]);
    expect(clock.monotonicMs()).toBeLessThan(70_000);
  });

  it('sends nothing to anyone while the endpoint told to wait, and says so', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(60);
    const model = createScriptedModel(clock, (_, __, total) =>
      total === 20 ? aFailed('rate-limited', { retryAfterMs: 40_000 }) : anAnswered(),
    );
    const events: RunEvent[] = [];
    await clock.runUntil(bench.evaluate({ model, clock }, { concurrency: 4 }, (event) => events.push(event)));
    const toldAt = (model.asked[19]?.atMs ?? 0) + 100;
    expect(model.asked.filter(({ atMs }) => atMs > toldAt && atMs < toldAt + 40_000)).toEqual([]);
    expect(events.filter(({ kind }) => kind === 'waiting')).toHaveLength(1);
    expect(bench.read().run.state).toBe('completed');
  });

  it('stops when it is told to wait for longer than a run should hang', async () => {
    const clock = createManualClock();
    const model = createScriptedModel(clock, () => aFailed('rate-limited', { retryAfterMs: 3_600_000 }));
    const ended = await clock.runUntil(anEvaluation(20).evaluate({ model, clock }));
    expect(ended.state).toBe('stopped');
    expect(ended.note).toContain('60 minutes');
  });
});

describe('going on with a run', () => {
  const stopAfter = async (
    asked: number,
  ): Promise<{ bench: ReturnType<typeof anEvaluation>; ended: Ended }> => {
    const clock = createManualClock();
    const bench = anEvaluation(100);
    const stop = new AbortController();
    const model = createScriptedModel(clock, (_, __, total) => {
      if (total === asked) stop.abort();
      return anAnswered();
    });
    const ended = await clock.runUntil(
      bench.evaluate({ model, clock }, { signal: stop.signal, concurrency: 8 }),
    );
    return { bench, ended };
  };

  it('stops at once, keeps what it has, and then asks only the rest', async () => {
    const { bench, ended } = await stopAfter(40);
    expect(ended).toMatchObject({ state: 'stopped' });
    expect(ended.asked).toBe(32);
    expect(bench.store.find(bench.run.id)).toMatchObject({ state: 'stopped', note: ended.note });

    const clock = createManualClock();
    const model = createScriptedModel(clock, () => anAnswered());
    const resumed = await clock.runUntil(bench.evaluate({ model, clock }));
    expect(resumed).toMatchObject({ state: 'completed', done: 100 });
    expect(model.asked).toHaveLength(68);
  });

  it('asks failed prompts again only when told to', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(20);
    const failing = createScriptedModel(clock, (prompt) =>
      prompt.includes('1') ? aFailed('content-filter') : anAnswered(),
    );
    const first = await clock.runUntil(bench.evaluate({ model: failing, clock }));
    const { failed } = first;
    expect(failed).toBe(11);

    const healed = createScriptedModel(clock, () => anAnswered());
    await clock.runUntil(bench.evaluate({ model: healed, clock }));
    expect(healed.asked).toHaveLength(0);
    const again = await clock.runUntil(bench.evaluate({ model: healed, clock }, { retryFailed: true }));
    expect(healed.asked).toHaveLength(failed);
    expect(again).toMatchObject({ state: 'completed', failed: 0, done: 20 });
  });

  it('stops when whoever listens leaves', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(100);
    const model = createScriptedModel(clock, () => anAnswered());
    const leaving = bench.evaluate({ model, clock }, { concurrency: 4 }, (event) => {
      if (event.kind === 'progress') throw new Error('gone');
    });
    await expect(clock.runUntil(leaving)).rejects.toThrow('gone');
    expect(bench.store.find(bench.run.id)?.state).toBe('stopped');
    expect(model.asked.length).toBeLessThan(100);
  });

  it('ends a run that was cancelled elsewhere', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(300);
    const model = createScriptedModel(clock, (_, __, total) => {
      if (total === 20) bench.store.requestCancel(bench.run.id);
      return anAnswered();
    });
    const ended = await clock.runUntil(bench.evaluate({ model, clock }, { concurrency: 4 }));
    expect(ended.state).toBe('cancelled');
    expect(ended.asked).toBeLessThan(100);
  });
});

describe('scoring', () => {
  it('takes batches of the size and number that the scorer allows', async () => {
    const clock = createManualClock();
    const scorer = createCountingScorer({
      batchSize: 10,
      parallelBatches: 3,
      before: () => clock.sleep(5000),
    });
    const model = createScriptedModel(clock, () => anAnswered());
    const ended = await clock.runUntil(anEvaluation(200).evaluate({ model, clock, scorer }));
    expect(ended.done).toBe(200);
    expect(scorer.mostAtOnce).toBe(3);
    expect(Math.max(...scorer.batches)).toBe(10);
    expect(scorer.batches.length).toBeLessThanOrEqual(22);
  });

  it('breaks without losing a response, and is made up for when the run goes on', async () => {
    const clock = createManualClock();
    const bench = anEvaluation(100);
    const model = createScriptedModel(clock, () => anAnswered());
    let calls = 0;
    const broken = createCountingScorer({
      before: async () => {
        calls += 1;
        if (calls === 3) throw new Error('no memory left');
      },
    });
    const ended = await clock.runUntil(bench.evaluate({ model, clock, scorer: broken }, { concurrency: 8 }));
    expect(ended).toMatchObject({ state: 'stopped' });
    expect(ended.note).toContain('no memory left');
    expect(ended.asked).toBeGreaterThan(ended.done);

    const before = model.asked.length;
    const resumed = await clock.runUntil(bench.evaluate({ model, clock }));
    expect(resumed).toMatchObject({ state: 'completed', done: 100 });
    expect(model.asked.length - before).toBe(100 - ended.asked);
  });
});

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
