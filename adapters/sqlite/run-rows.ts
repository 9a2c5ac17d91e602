import { and, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Run, RunState } from '../../src/flames/run.ts';
import type { RunStore } from '../../src/ports/run-store.ts';
import type { Database } from './open-database.ts';
import type { Liveness } from './process-lock.ts';
import { runs } from './schema.ts';

export type RunRow = typeof runs.$inferSelect;

const UNDER_WAY = ['queued', 'running'] as const;

/** A run that is under way while its owner is dead was interrupted. */
const stateOf = ({ state, owner }: RunRow, liveness: Liveness): RunState => {
  if (state !== 'queued' && state !== 'running') return state;
  return owner !== null && liveness.isAlive(owner) ? state : 'interrupted';
};

const invalidity = ({ invalidBecause, invalidBy, invalidAt }: RunRow): Run['invalid'] =>
  invalidBecause === null || invalidBy === null || invalidAt === null
    ? null
    : { because: invalidBecause, by: invalidBy, at: invalidAt };

const toRun = (row: RunRow, liveness: Liveness): Run => ({
  id: row.id,
  state: stateOf(row, liveness),
  terms: row.terms,
  subset: row.subset,
  dimensions: row.dimensions,
  prompts: row.prompts,
  requestedBy: row.requestedBy,
  replyTo: row.replyTo,
  createdAt: row.createdAt,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
  note: row.note,
  invalid: invalidity(row),
});

const stored = <Found>(id: string, found: Found | undefined): Found => {
  if (found === undefined) throw new Error(`The run ${id} is not stored.`);
  return found;
};

/** Reads runs by their names; inside a transaction of the caller. */
export interface RunRows {
  row(id: string): RunRow | undefined;
  /** As `row`, for callers to whom a run that does not exist is a fault. */
  get(id: string): RunRow;
  /** The key that other tables use; the run must exist. */
  seq(id: string): number;
  run(row: RunRow): Run;
  byEvent(event: string): RunRow | undefined;
  list(filter: Parameters<RunStore['list']>[0]): readonly Run[];
}

export const createRunRows = ({ orm, sqlite }: Database, liveness: Liveness): RunRows => {
  const seqOf = sqlite.prepare<[string], number>('select seq from runs where id = ?').pluck();
  const living = (): readonly string[] =>
    orm
      .selectDistinct({ owner: runs.owner })
      .from(runs)
      .where(and(inArray(runs.state, UNDER_WAY), isNotNull(runs.owner)))
      .all()
      .flatMap(({ owner }) => (owner !== null && liveness.isAlive(owner) ? [owner] : []));
  const shownState =
    (): SQL => sql`case when ${inArray(runs.state, UNDER_WAY)} and not coalesce(${inArray(runs.owner, living())}, 0)
    then 'interrupted' else ${runs.state} end`;
  const byId = orm
    .select()
    .from(runs)
    .where(eq(runs.id, sql.placeholder('id')))
    .prepare();
  const row = (id: string): RunRow | undefined => byId.get({ id });
  return {
    row,
    get: (id) => stored(id, row(id)),
    seq: (id) => stored(id, seqOf.get(id)),
    run: (found) => toRun(found, liveness),
    byEvent: (event) => orm.select().from(runs).where(eq(runs.event, event)).get(),
    list: ({ states, model, limit } = {}) =>
      orm
        .select()
        .from(runs)
        .where(
          and(
            states === undefined ? undefined : inArray(shownState(), states),
            model === undefined ? undefined : eq(runs.model, model),
          ),
        )
        .orderBy(desc(runs.seq))
        .limit(limit ?? -1)
        .all()
        .map((found) => toRun(found, liveness)),
  };
};
