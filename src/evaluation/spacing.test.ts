import { expect, it } from 'vitest';
import { createSpacing } from './spacing.ts';

it('lets one request go in each interval, and saves none up over a rest', () => {
  const spacing = createSpacing();
  expect(spacing.waitMs(0, 20)).toBe(0);
  spacing.sent(0, 20);
  expect(spacing.waitMs(10, 20)).toBeGreaterThan(30);
  spacing.sent(60_000, 20);
  expect(spacing.waitMs(60_000, 20)).toBeGreaterThan(40);
});

it('catches up with timers that are late', () => {
  const spacing = createSpacing();
  let nowMs = 0;
  for (let sent = 0; sent < 100; sent += 1) {
    nowMs += spacing.waitMs(nowMs, 20) + 2;
    spacing.sent(nowMs, 20);
  }
  expect(nowMs).toBeLessThan(99 * 50 + 10);
});
