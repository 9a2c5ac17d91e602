import { and, eq, isNull } from 'drizzle-orm';
import type { PromptId, RunId } from '../../src/ids.ts';
import type { RunStore } from '../../src/ports/run-store.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import type { Liveness } from './process-lock.ts';
import type { RunRow, RunRows } from './run-rows.ts';
import type { RunSavers } from './run-savers.ts';
import { createRunStates } from './run-states.ts';
import { runs } from './schema.ts';

type Lifecycle = Pick<
  RunStore,
  | 'create'
  | 'claim'
  | 'setState'
  | 'end'
  | 'promptsOf'
  | 'extend'
  | 'requestCancel'
  | 'isCancelRequested'
  | 'invalidate'
>;

export interface RunStoreParts {
  readonly database: Database;
  readonly liveness: Liveness;
  readonly rows: RunRows;
  readonly savers: RunSavers;
  readonly counts: KeptCounts;
}

const creator = ({ database, liveness, rows, savers }: RunStoreParts): RunStore['create'] => {
  return (run) => {
    const owner = liveness.self();
    return database.write(() => {
      const present = rows.byEvent(run.event);
      if (present !== undefined) return { run: rows.run(present), created: false };
      return { run: rows.run(savers.run(run, { state: 'queued', owner })), created: true };
    });
  };
};

type Prompts = Pick<RunStore, 'promptsOf' | 'extend'>;

const runPromptsPart = ({ database, rows, savers, counts }: RunStoreParts): Prompts => {
  const { orm, sqlite } = database;
  const asked = sqlite
    .prepare<[number], PromptId>('select prompt from run_prompts where run = ? order by position')
    .pluck();
  return {
    promptsOf: (id) => database.read(() => asked.all(rows.seq(id))),
    extend: (id, subset, dimensions, prompts) =>
      database.write(() => {
        const run = rows.seq(id);
        const wanted = new Set(prompts);
        if (!asked.all(run).every((prompt) => wanted.has(prompt))) {
          throw new Error(`The subset "${subset}" does not contain all that ${id} asks already.`);
        }
        savers.prompts(run, prompts);
        orm.update(runs).set({ subset, dimensions, prompts: prompts.length }).where(eq(runs.seq, run)).run();
        counts.forget(run);
      }),
  };
};

const claimer =
  ({ database, liveness, rows }: RunStoreParts): RunStore['claim'] =>
  (id) => {
    const self = liveness.self();
    return database.write(() => {
      const run = rows.row(id);
      if (run === undefined) return { kind: 'unknown' };
      if (run.owner !== null && run.owner !== self && liveness.isAlive(run.owner)) return { kind: 'alive' };
      database.orm
        .update(runs)
        .set({ owner: self, cancelRequested: false })
        .where(eq(runs.seq, run.seq))
        .run();
      return { kind: 'claimed' };
    });
  };

/** The part of the run store that starts, owns and ends runs. */
export const createRunLifecycle = (parts: RunStoreParts): Lifecycle => {
  const { database, rows } = parts;
  const update = (id: RunId, change: Partial<RunRow>): void =>
    database.write(() => {
      database.orm
        .update(runs)
        .set(change)
        .where(eq(runs.seq, rows.seq(id)))
        .run();
    });
  return {
    create: creator(parts),
    claim: claimer(parts),
    ...createRunStates(parts),
    ...runPromptsPart(parts),
    requestCancel: (id) => update(id, { cancelRequested: true }),
    isCancelRequested: (id) => database.read(() => rows.row(id)?.cancelRequested ?? false),
    invalidate: (id, because, by, at) =>
      database.write(
        () =>
          database.orm
            .update(runs)
            .set({ invalidBecause: because, invalidBy: by, invalidAt: at })
            .where(and(eq(runs.seq, rows.seq(id)), isNull(runs.invalidAt)))
            .run().changes > 0,
      ),
  };
};
