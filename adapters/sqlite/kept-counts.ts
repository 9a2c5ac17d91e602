import { eq, sql } from 'drizzle-orm';
import type { ScoreLimits } from '../../src/flames/scorecard.ts';
import type { RunReading } from '../../src/ports/run-store.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { prepareTally, toTally } from './run-tally.ts';
import { prepareUsage, type UsageRow } from './run-usage.ts';
import { runTallies, runUsage } from './schema.ts';
import { createKeptLimits } from './score-limits.ts';

type Counts = Omit<RunReading, 'run' | 'judging' | 'audit' | 'agreement' | 'before'>;

/** Tallies and sums of runs: kept for finished ones, which large histories read often, else counted from the rows. */
export interface KeptCounts {
  /** Counts a run that ends and keeps the result. */
  keep(run: number): void;
  /** Counts a finished run anew, in the transaction that added to it; a run that goes on is counted from its rows anyway. */
  refresh(run: number): void;
  /** Drops what is kept: the run goes on. */
  forget(run: number): void;
  read(run: number): Counts;
  /** The tally alone: boards and digests read it of many runs. */
  tally(run: number): Counts['tally'];
  /** Limits of a finished run's harmless scores, as far as they are kept. */
  scoreLimits(run: number): ScoreLimits;
  /** Prompts that have a verdict: scored, unscored or failed. */
  done(run: number): number;
  readAsOf(run: number, asOf: Date): Counts;
}

/** Above every time of an annotation. */
const END_OF_TIME = 8.64e15;

const KEPT_DONE = 'select sum(label1 + label2 + label3 + unscored + failed) from run_tallies where run = ?';
const DONE = `
select count(*) from run_prompts asked
join responses latest on latest.id = (
  select id from responses where run = asked.run and prompt = asked.prompt order by round desc limit 1)
where asked.run = ? and (latest.state = 'failed'
  or exists (select 1 from annotations where response = latest.id and source in ('scorer', 'import')))`;

const toUsage = (row: UsageRow): Omit<Counts, 'tally'> => {
  const { served, failures, latencyP50Ms, latencyP95Ms, ...sums } = row;
  return { usage: { ...sums, latencyMs: { p50: latencyP50Ms, p95: latencyP95Ms } }, served, failures };
};

const isKept = ({ run: _run, ...row }: typeof runUsage.$inferSelect): UsageRow => row;

export const createKeptCounts = (database: Database): KeptCounts => {
  const { orm } = database;
  const tally = prepareTally(database);
  const usage = prepareUsage(database);
  const insertTally = prepareInsert(database, runTallies);
  const limits = createKeptLimits(database);
  const insertUsage = prepareInsert(database, runUsage);
  const dropTally = database.sqlite.prepare<[number]>('delete from run_tallies where run = ?');
  const dropUsage = database.sqlite.prepare<[number]>('delete from run_usage where run = ?');
  const isFinished = database.sqlite
    .prepare<[number], number>('select 1 from run_usage where run = ?')
    .pluck();
  const run = sql.placeholder('run');
  const keptUsage = orm.select().from(runUsage).where(eq(runUsage.run, run)).prepare();
  const keptTally = orm.select().from(runTallies).where(eq(runTallies.run, run)).prepare();
  const keptDone = database.sqlite.prepare<[number], number | null>(KEPT_DONE).pluck();
  const done = database.sqlite.prepare<[number], number>(DONE).pluck();
  const count = (run: number, asOf: number): Counts => ({
    tally: toTally(tally(run, asOf)),
    ...toUsage(usage(run, asOf)),
  });
  const forget = (run: number): void => {
    dropTally.run(run);
    dropUsage.run(run);
  };
  const keep = (run: number): void => {
    forget(run);
    for (const row of tally(run, END_OF_TIME)) insertTally({ run, ...row });
    insertUsage({ run, ...usage(run, END_OF_TIME) });
    limits.keep(run);
  };
  return {
    keep,
    refresh: (run) => {
      if (isFinished.get(run) !== undefined) keep(run);
    },
    forget,
    read: (run) => {
      const kept = keptUsage.get({ run });
      if (kept === undefined) return count(run, END_OF_TIME);
      return { tally: toTally(keptTally.all({ run })), ...toUsage(isKept(kept)) };
    },
    tally: (run) =>
      toTally(isFinished.get(run) === undefined ? tally(run, END_OF_TIME) : keptTally.all({ run })),
    scoreLimits: limits.of,
    done: (run) => keptDone.get(run) ?? done.get(run) ?? 0,
    readAsOf: (run, asOf) => count(run, asOf.getTime()),
  };
};
