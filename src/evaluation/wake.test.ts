import { expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { createWake } from './wake.ts';

it('ends a wait when called, and remembers a call that came before it', async () => {
  const wake = createWake(createManualClock());
  const waiting = wake.wait(Number.POSITIVE_INFINITY);
  wake.call();
  await waiting;
  wake.call();
  await wake.wait(Number.POSITIVE_INFINITY);
});

it('leaves no timer behind when it was called before its time', async () => {
  const clock = createManualClock();
  const wake = createWake(clock);
  const waiting = wake.wait(250);
  wake.call();
  await waiting;
  const never = clock.runUntil(new Promise(() => undefined));
  await expect(never).rejects.toThrow('Nothing sleeps');
  expect(clock.monotonicMs()).toBe(0);
});

it('ends a wait when its time is over', async () => {
  const clock = createManualClock();
  const wake = createWake(clock);
  await clock.runUntil(wake.wait(250));
  expect(clock.monotonicMs()).toBe(250);
});
