import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { anEvaluation, type Ended } from '../../test/support/an-evaluation.ts';
import { createCountingScorer } from '../../test/support/counting-scorer.ts';
import { aFailed, anAnswered, createScriptedModel } from '../../test/support/scripted-model.ts';

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
  it('begins small batches at least 50 ms apart, and the last one at once', async () => {
    const clock = createManualClock();
    const begun: number[] = [];
    const before = async (): Promise<void> => void begun.push(clock.monotonicMs());
    const scorer = createCountingScorer({ batchSize: 100, before });
    const model = createScriptedModel(clock, () => anAnswered());
    const ended = await clock.runUntil(
      anEvaluation(64).evaluate({ model, clock, scorer }, { concurrency: 64 }),
    );
    expect(ended).toMatchObject({ state: 'completed', done: 64 });
    const apart = begun.slice(1, -1).map((at, index) => at - (begun[index] ?? 0));
    expect(apart.length).toBeGreaterThan(0);
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(50);
    expect(begun.at(-1)).toBe((model.asked.at(-1)?.atMs ?? 0) + 100);
  });

  it('begins a full batch at once', async () => {
    const clock = createManualClock();
    const begun: number[] = [];
    const before = async (): Promise<void> => void begun.push(clock.monotonicMs());
    const scorer = createCountingScorer({ batchSize: 1, before });
    const model = createScriptedModel(clock, () => anAnswered());
    await clock.runUntil(anEvaluation(20).evaluate({ model, clock, scorer }, { concurrency: 64 }));
    expect(begun).toEqual(model.asked.map(({ atMs }) => atMs + 100));
  });

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
    expect(ended.asked).toBeLessThan(60);

    const before = model.asked.length;
    const resumed = await clock.runUntil(bench.evaluate({ model, clock }));
    expect(resumed).toMatchObject({ state: 'completed', done: 100 });
    expect(model.asked.length - before).toBe(100 - ended.asked);
  });
});
