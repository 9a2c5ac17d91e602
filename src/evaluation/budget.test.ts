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

it('takes what nobody counted as spent in full, also after the store was read again', () => {
  const budget = createBudget({ costPerDayUsd: 12 }, 0, 0);
  budget.reserve(5);
  budget.settle(5, null);
  budget.refreshDay(4);
  expect(budget.wouldBreak(3)).toBeUndefined();
  expect(budget.wouldBreak(3.1)).toBe('day');
});

it('counts what other runs have under way against the day, and not against the run', () => {
  const setAside = { usd: 0 };
  const caps = { costPerRunUsd: 10, costPerDayUsd: 12 };
  const [one, other] = [createBudget(caps, 0, 0, setAside), createBudget(caps, 0, 0, setAside)];
  one.reserve(8);
  expect(other.wouldBreak(5)).toBe('day');
  expect(other.wouldBreak(4)).toBeUndefined();
  one.settle(8, 0);
  expect(other.wouldBreak(9)).toBeUndefined();
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
