import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { anEvaluation } from '../../test/support/an-evaluation.ts';
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

  it('lets others have their turn between requests that may go at once', async () => {
    const clock = createManualClock();
    const scripted = createScriptedModel(clock, () => anAnswered());
    let turn = 0;
    const turnOfRequest: number[] = [];
    const ask: typeof scripted.ask = (...request) => {
      turnOfRequest.push(turn);
      return scripted.ask(...request);
    };
    const beat = (): void => {
      turn += 1;
      beating = setImmediate(beat);
    };
    let beating = setImmediate(beat);
    await clock.runUntil(
      anEvaluation(8).evaluate({ model: { ...scripted, ask }, clock }, { concurrency: 8 }),
    );
    clearImmediate(beating);
    expect(scripted.mostAtOnce).toBe(8);
    expect(new Set(turnOfRequest).size).toBe(8);
  });

  it('adds up in every progress event', async () => {
    const clock = createManualClock();
    const model = createScriptedModel(clock, (prompt) =>
      prompt.includes('7') ? aFailed('content-filter') : anAnswered(),
    );
    await clock.runUntil(
      anEvaluation(60).evaluate({ model, clock }, { concurrency: 4 }, (event) => {
        if (event.kind === 'waiting' || event.kind === 'hindered') return;
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
