import { eq } from 'drizzle-orm';
import type { ImportedRow, NewRun, RunStore } from '../../src/ports/run-store.ts';
import type { RunStoreParts } from './run-lifecycle.ts';
import type { RunRow } from './run-rows.ts';
import type { Labeller } from './run-savers.ts';
import { runs } from './schema.ts';

/** The part of the run store that takes in responses made elsewhere. */
export const createRunImport = (parts: RunStoreParts): Pick<RunStore, 'createImported'> => {
  const { database, liveness, rows, savers, counts } = parts;
  const saveRow = (
    run: number,
    labeller: Labeller,
    at: Date,
    { prompt, text, verdict }: ImportedRow,
  ): void => {
    const made = { state: 'answered', truncated: false, latencyMs: null } as const;
    const response = savers.response(run, { ...made, prompt, text, at });
    if (verdict !== null) savers.verdict(labeller, { response, verdict, at });
  };
  const complete = (run: number, at: Date): RunRow => {
    const end = { state: 'completed', startedAt: at, finishedAt: at, owner: null } as const;
    const row = database.orm.update(runs).set(end).where(eq(runs.seq, run)).returning().get();
    counts.keep(run);
    return row;
  };
  const store = (run: NewRun, responses: readonly ImportedRow[], who: string, owner: string): RunRow => {
    const row = savers.run(run, { state: 'queued', owner });
    const labeller: Labeller = { source: 'import', by: who, scorer: row.scorer };
    for (const response of responses) saveRow(row.seq, labeller, run.createdAt, response);
    return responses.every(({ verdict }) => verdict !== null) ? complete(row.seq, run.createdAt) : row;
  };
  return {
    createImported: (run, responses, who) => {
      const owner = liveness.self();
      return database.write(() => rows.run(rows.byEvent(run.event) ?? store(run, responses, who, owner)));
    },
  };
};
