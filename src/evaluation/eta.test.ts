import { expect, it } from 'vitest';
import { createEta } from './eta.ts';

it('follows the speed of the last half minute', () => {
  const eta = createEta();
  expect(eta.leftMs(0, 0, 100)).toBeNull();
  expect(eta.leftMs(10_000, 10, 100)).toBe(90_000);
  expect(eta.leftMs(20_000, 10, 100)).toBe(180_000);
  expect(eta.leftMs(100_000, 10, 100)).toBeNull();
  expect(eta.leftMs(110_000, 60, 100)).toBe(8000);
  expect(eta.leftMs(111_000, 100, 100)).toBe(0);
});
