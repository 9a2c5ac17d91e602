import { defineConfig } from 'vitest/config';

/** The long stage: kills, full-size fault runs, fuzz. `npm run test:long`. */
export default defineConfig({
  test: { include: ['test/long/**/*.test.ts'], maxWorkers: 1, testTimeout: 600_000 },
});
