import { expect, it } from 'vitest';
import { exactExp, softmax } from './softmax.ts';

it('agrees with the platform on e to the power of x, to fourteen digits', () => {
  for (let x = -60; x <= 60; x += 0.37) expect(exactExp(x) / Math.exp(x)).toBeCloseTo(1, 13);
  expect(exactExp(0)).toBe(1);
  expect(exactExp(-800)).toBe(0);
});

it('gives probabilities that a temperature makes flatter', () => {
  const sharp = softmax([2, 0, -1]);
  const flat = softmax([2, 0, -1], 4);
  expect(sharp.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 14);
  expect(flat[0]).toBeLessThan(sharp[0] ?? 0);
  expect(softmax([1_000, 0])).toEqual([1, 0]);
});
