import { expect, it } from 'vitest';
import { createBudget } from './budget.ts';

it('counts what is reserved against both caps, and gives back what was not spent', () => {
  const budget = createBudget({ costPerRunUsd: 10, costPerDayUsd: 12 }, 4, 7);
  expect(budget.wouldBreak(5)).toBeUndefined();
  expect(budget.wouldBreak(5.5)).toBe('day');
  expect(budget.wouldBreak(6.5)).toBe('run');
  budget.reserve(5);
  expect(budget.wouldBreak(0.1)).toBe('day');
  budget.settle(5, 1);
  expect(budget.wouldBreak(4)).toBeUndefined();
  expect(budget.wouldBreak(4.1)).toBe('day');
});

it('has no cap where none is set', () => {
  expect(createBudget({}, 1e9, 1e9).wouldBreak(1e9)).toBeUndefined();
});

it('follows what the store knows of the day', () => {
  const budget = createBudget({ costPerDayUsd: 12 }, 0, 0);
  budget.settle(0, 3);
  budget.refreshDay(11);
  expect(budget.wouldBreak(1)).toBeUndefined();
  expect(budget.wouldBreak(1.1)).toBe('day');
});
