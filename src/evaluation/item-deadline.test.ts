import { expect, it } from 'vitest';
import { itemDeadlineMs } from './item-deadline.ts';

it('a prompt is given up after 20 minutes, but never before three requests had their whole time', () => {
  expect(itemDeadlineMs(120)).toBe(1_200_000);
  expect(itemDeadlineMs(400)).toBe(1_200_000);
  expect(itemDeadlineMs(3600)).toBe(10_800_000);
});
