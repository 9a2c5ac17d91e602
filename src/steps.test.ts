import { expect, it } from 'vitest';
import { othersTurns } from '../test/support/others-turns.ts';
import { atOnce, inTurns, type Steps } from './steps.ts';

function* counting(steps: number): Steps<number> {
  for (let step = 1; step < steps; step += 1) yield;
  return steps;
}

it('steps that take turns let others have theirs before each', async () => {
  const { turns, result } = await othersTurns(inTurns(counting(5)));
  expect(result).toBe(5);
  expect(turns).toBeGreaterThanOrEqual(3);
});

it('the first step waits for its turn too', async () => {
  let others = 0;
  setImmediate(() => {
    others += 1;
  });
  const counted = function* (): Steps<number> {
    const before = others;
    yield;
    return before;
  };
  expect(await inTurns(counted())).toBe(1);
});

it('a fault in a step is a fault of the whole', async () => {
  const faulty = function* (): Steps<never> {
    yield;
    throw new Error('the disk is gone');
  };
  await expect(inTurns(faulty())).rejects.toThrow('the disk is gone');
  expect(() => atOnce(faulty())).toThrow('the disk is gone');
});
