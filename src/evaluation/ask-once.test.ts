import { expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { anAnswered, createScriptedModel } from '../../test/support/scripted-model.ts';
import type { TargetModel } from '../ports/target-model.ts';
import { askOnce } from './ask-once.ts';

it('gives the answer that came in time', async () => {
  const clock = createManualClock();
  const model = createScriptedModel(clock, () => anAnswered(), 100);
  const asking = askOnce(model, '问', 101, new AbortController(), clock);
  expect(await clock.runUntil(asking)).toEqual(anAnswered());
});

it('waits for nothing any more once it has its answer', async () => {
  const clock = createManualClock();
  const model = createScriptedModel(clock, () => anAnswered(), 100);
  await clock.runUntil(askOnce(model, '问', 5000, new AbortController(), clock));
  const never = clock.runUntil(new Promise(() => undefined));
  await expect(never).rejects.toThrow('Nothing sleeps');
  expect(clock.monotonicMs()).toBe(100);
});

it('gives up in time and tells the model so', async () => {
  const clock = createManualClock();
  const controller = new AbortController();
  const asking = askOnce(
    createScriptedModel(clock, () => 'hang'),
    '问',
    5000,
    controller,
    clock,
  );
  expect(await clock.runUntil(asking)).toMatchObject({ kind: 'failed', failure: 'timeout' });
  expect(clock.monotonicMs()).toBe(5000);
  expect(controller.signal.aborted).toBe(true);
});

it('is abandoned at once, even by a model that does not listen', async () => {
  const deaf: TargetModel = { name: 'deaf', ask: () => new Promise(() => undefined) };
  const controller = new AbortController();
  const asking = askOnce(deaf, '问', 5000, controller, createManualClock());
  controller.abort();
  expect(await asking).toBe('abandoned');
});
