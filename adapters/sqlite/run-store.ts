import type { RunStore } from '../../src/ports/run-store.ts';
import { createKeptCounts, type KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import type { Liveness } from './process-lock.ts';
import { createRunImport } from './run-import.ts';
import { createRunLifecycle } from './run-lifecycle.ts';
import { createRunReads } from './run-reads.ts';
import { createRunRows } from './run-rows.ts';
import { createRunSavers } from './run-savers.ts';
import { createRunWork } from './run-work.ts';

/** Runs in SQLite, owned through liveness locks. */
export const createRunStore = (
  database: Database,
  liveness: Liveness,
  counts: KeptCounts = createKeptCounts(database),
): RunStore => {
  const rows = createRunRows(database, liveness);
  const parts = {
    database,
    liveness,
    rows,
    savers: createRunSavers(database),
    counts,
  };
  return {
    ...createRunLifecycle(parts),
    ...createRunImport(parts),
    ...createRunWork(parts),
    ...createRunReads(parts),
  };
};
