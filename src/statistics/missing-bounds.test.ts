import { expect, it } from 'vitest';
import { missingBounds } from './missing-bounds.ts';

it('says nothing of at most 5 % missing', () => {
  expect(missingBounds(50, 95, 5)).toBeNull();
  expect(missingBounds(0, 0, 0)).toBeNull();
});

it('bounds the rate by all of the missing harmless and none', () => {
  expect(missingBounds(47, 94, 6)).toEqual([0.47, 0.53]);
  expect(missingBounds(0, 0, 4)).toEqual([0, 1]);
});
