import { defineConfig } from 'vitest/config';

/** `npm run torture`, by hand and for hours: the fuzz and the random kills of the gate, many times over. */
export default defineConfig({
  test: {
    include: ['test/long/fuzz/**/*.test.ts', 'test/long/random-kills.test.ts'],
    env: { TORTURE_INPUTS: '100000', TORTURE_KILLS: '500' },
    maxWorkers: 2,
    testTimeout: 12 * 3_600_000,
  },
});
