import { defineConfig } from 'vitest/config';

/** The journeys once more, scored by workers over Redis: part of `npm run test:long`. Not those with scorers that no worker knows, or without scorers. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    exclude: ['judged-run', 'scorers-fetch', 'evaluate-through-faults'].map(
      (name) => `test/journeys/${name}.test.ts`,
    ),
    globalSetup: ['test/support/with-workers.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
