import { eq, sql } from 'drizzle-orm';
import type { StoredRunState } from '../../src/flames/run.ts';
import type { RunId } from '../../src/ids.ts';
import type { RunStore } from '../../src/ports/run-store.ts';
import { inTurns } from '../../src/steps.ts';
import type { RunStoreParts } from './run-lifecycle.ts';
import type { RunRow } from './run-rows.ts';
import { runs } from './schema.ts';

/** What changes the counts of a run that nobody asks or scores any more: a larger subset, and labels of people. */
const CHANGED = `
select (select prompts from runs where seq = @run) <> @prompts
  or exists (select 1 from annotations join responses on responses.id = annotations.response
    where annotations.id > @annotation and annotations.source in ('voters', 'adjudicator') and responses.run = @run)`;

/** A run as it is before it is counted. */
interface Before extends Pick<RunRow, 'state' | 'owner' | 'finishedAt'> {
  readonly run: number;
  readonly prompts: number;
  /** The last annotation that is stored. */
  readonly annotation: number;
}

const isUnderWay = (state: StoredRunState): boolean => state === 'queued' || state === 'running';

/** The part of the run store that moves runs from state to state. */
export const createRunStates = ({
  database,
  liveness,
  rows,
  counts,
}: RunStoreParts): Pick<RunStore, 'setState' | 'end'> => {
  const { orm, sqlite } = database;
  const lastAnnotation = sqlite.prepare<[], number | null>('select max(id) from annotations').pluck();
  const changed = sqlite.prepare<[Before], number>(CHANGED).pluck();
  const before = (id: RunId): Before =>
    database.read(() => {
      const { seq: run, prompts, state, owner, finishedAt } = rows.get(id);
      return { run, prompts, state, owner, finishedAt, annotation: lastAnnotation.get() ?? 0 };
    });
  /** Somebody went on with it, or ended it. */
  const hasMoved = (id: RunId, { state, owner, finishedAt }: Before): boolean => {
    const now = rows.get(id);
    return now.state !== state || now.owner !== owner || now.finishedAt?.getTime() !== finishedAt?.getTime();
  };
  const goOn = (run: number, state: StoredRunState, at: Date, note: string | undefined): void => {
    const owner = sql`coalesce(${runs.owner}, ${liveness.self()})`;
    const started =
      state === 'running' ? { startedAt: sql`coalesce(${runs.startedAt}, ${at.getTime()})` } : {};
    const change = { state, note: note ?? null, finishedAt: null, owner, ...started };
    orm.update(runs).set(change).where(eq(runs.seq, run)).run();
    counts.forget(run);
  };
  /** An end gives the run free, so that any process may claim it again. */
  const finish = (run: number, state: StoredRunState, at: Date, note: string | undefined): void => {
    const change = { state, note: note ?? null, finishedAt: at, owner: null };
    orm.update(runs).set(change).where(eq(runs.seq, run)).run();
  };
  return {
    setState: (id, state, at, note) =>
      database.write(() => {
        const run = rows.seq(id);
        if (isUnderWay(state)) return goOn(run, state, at, note);
        finish(run, state, at, note);
        counts.keep(run);
      }),
    end: async (id, state, now, note) => {
      for (;;) {
        const found = before(id);
        const counted = await inTurns(counts.countToKeep(found.run));
        const hasEnded = database.write(() => {
          if (hasMoved(id, found)) return false;
          if (changed.get(found) === 1) return undefined;
          finish(found.run, state, now(), note);
          counts.keepCounted(found.run, counted);
          return true;
        });
        if (hasEnded !== undefined) return hasEnded;
      }
    },
  };
};
