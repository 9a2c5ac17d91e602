import { defineConfig } from 'vitest/config';

/** The journeys once more, scored by workers over Redis: part of `npm run test:long`. Not those with judges that no worker knows, or without scorers. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    exclude: ['test/journeys/judged-run.test.ts', 'test/journeys/evaluate-through-faults.test.ts'],
    globalSetup: ['test/support/with-workers.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
