import { eq, sql } from 'drizzle-orm';
import type { CountedResult } from '../../src/ports/run-history.ts';
import type { RunCounts } from '../../src/ports/run-store.ts';
import { atOnce, type Steps } from '../../src/steps.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { createRunLabels } from './run-labels.ts';
import { prepareTally, sumTallies, type TallyRow, toTally } from './run-tally.ts';
import {
  type Outcome,
  prepareAttemptSums,
  prepareOutcomes,
  type SummedAttempts,
  toUsageRow,
  type UsageRow,
} from './run-usage.ts';
import { runTallies, runUsage } from './schema.ts';
import { createKeptLimits } from './score-limits.ts';

/** All that is kept of a run that ends. */
export interface KeptRun extends CountedRun {
  readonly labels: readonly number[];
}

/** A run as it was counted from its rows. */
export interface CountedRun {
  readonly tally: readonly TallyRow[];
  readonly usage: UsageRow;
}

/** Tallies and sums of runs: kept for finished ones, which large histories read often, else counted from the rows. */
export interface KeptCounts {
  /** Counts a run that ends and keeps the result. */
  keep(run: number): void;
  /** Keeps what was counted of a run that ends. */
  keepCounted(run: number, counted: KeptRun): void;
  /** Drops what is kept: the run goes on. */
  forget(run: number): void;
  /** What is kept of its run follows a label of a response that people settled, in the transaction that stored it. */
  settled(response: number): void;
  read(run: number): RunCounts;
  /** Reads the results of many runs at once, for boards and digests. */
  results(runs: readonly number[]): (run: number) => CountedResult;
  /** Counts a run from its rows, each step as one read. */
  count(run: number): Steps<CountedRun>;
  /** The same with all else that is kept of a run that ends. */
  countToKeep(run: number): Steps<KeptRun>;
  /** Prompts that have a verdict: scored, unscored or failed. */
  done(run: number): number;
  readAsOf(run: number, asOf: Date): RunCounts;
}

/** Above every time of an annotation. */
const END_OF_TIME = 8.64e15;
/** Prompts whose counting holds nobody up. */
const PROMPTS_A_PAGE = 1000;

const KEPT_TALLIES = `
select run, dimension, subcomponent, label1, label2, label3, unscored, failed, truncated, pending, revised,
  revised_label3 as revisedLabel3
from run_tallies where run in (select value from json_each(?))`;
const KEPT_DONE = 'select sum(label1 + label2 + label3 + unscored + failed) from run_tallies where run = ?';
const DONE = `
select count(*) from run_prompts asked
join responses latest on latest.id = (
  select id from responses where run = asked.run and prompt = asked.prompt order by round desc limit 1)
where asked.run = ? and (latest.state = 'failed'
  or exists (select 1 from annotations where response = latest.id and source in ('scorer', 'import')))`;

/** `now` is what people say of a response, `before` what held until then. One that was not scored is in no rate. */
const SETTLED = `
update run_tallies set
  revised = revised + (said.now <> said.own) - (said.before <> said.own),
  revised_label3 = revised_label3 + (said.now = 3) - (said.before = 3)
from (
  select response.run, prompts.dimension, prompts.subcomponent, own.label as own,
    (select label from annotations where response = response.id and source in ('voters', 'adjudicator')
      order by id desc limit 1) as now,
    coalesce((select label from annotations where response = response.id and source in ('voters', 'adjudicator')
      order by id desc limit 1 offset 1), own.label) as before
  from responses response
  join annotations own on own.response = response.id and own.source in ('scorer', 'import') and own.label is not null
  join prompts on prompts.id = response.prompt
  where response.id = ?
) said
where run_tallies.run = said.run and run_tallies.dimension = said.dimension
  and run_tallies.subcomponent = said.subcomponent`;

/** As the core counts with it. */
export const toCounts = ({ tally, usage }: CountedRun): RunCounts => {
  const { served, failures, latencyP50Ms, latencyP95Ms, ...sums } = usage;
  return {
    tally: toTally(tally),
    usage: { ...sums, latencyMs: { p50: latencyP50Ms, p95: latencyP95Ms } },
    served,
    failures,
  };
};

const isKept = ({ run: _run, ...row }: typeof runUsage.$inferSelect): UsageRow => row;

const counter = (database: Database): ((run: number, asOf: number) => Steps<CountedRun>) => {
  const tally = prepareTally(database);
  const outcomesOf = prepareOutcomes(database);
  const attemptsOf = prepareAttemptSums(database);
  const lastPosition = database.sqlite
    .prepare<[number], number | null>('select max(position) from run_prompts where run = ?')
    .pluck();
  return function* (run, asOf) {
    const cells: TallyRow[] = [];
    const outcomes: Outcome[] = [];
    const last = lastPosition.get(run) ?? -1;
    for (let after = -1; after < last; after += PROMPTS_A_PAGE) {
      const page = { run, asOf, after, until: after + PROMPTS_A_PAGE };
      cells.push(...tally(page));
      outcomes.push(...outcomesOf(page));
      if (page.until < last) yield;
    }
    const attempts: SummedAttempts[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page = attemptsOf({ run, asOf, after });
      attempts.push(page);
      after = page.next;
      if (after !== null) yield;
    }
    return { tally: sumTallies(cells), usage: toUsageRow(attempts, outcomes) };
  };
};

function* asReads<Result>(database: Database, steps: Steps<Result>): Steps<Result> {
  for (;;) {
    const step = database.read(() => steps.next());
    if (step.done === true) return step.value;
    yield;
  }
}

export const createKeptCounts = (database: Database): KeptCounts => {
  const { orm } = database;
  const stepsOf = counter(database);
  const insertTally = prepareInsert(database, runTallies);
  const limits = createKeptLimits(database);
  const labelsOf = createRunLabels(database);
  const insertUsage = prepareInsert(database, runUsage);
  const dropTally = database.sqlite.prepare<[number]>('delete from run_tallies where run = ?');
  const dropUsage = database.sqlite.prepare<[number]>('delete from run_usage where run = ?');
  const settled = database.sqlite.prepare<[number]>(SETTLED);
  const run = sql.placeholder('run');
  const keptUsage = orm.select().from(runUsage).where(eq(runUsage.run, run)).prepare();
  const keptTally = orm.select().from(runTallies).where(eq(runTallies.run, run)).prepare();
  const keptTallies = database.sqlite.prepare<[string], TallyRow & { readonly run: number }>(KEPT_TALLIES);
  const keptDone = database.sqlite.prepare<[number], number | null>(KEPT_DONE).pluck();
  const done = database.sqlite.prepare<[number], number>(DONE).pluck();
  const countNow = (run: number, asOf: number): CountedRun => atOnce(stepsOf(run, asOf));
  const forget = (run: number): void => {
    labelsOf.forget(run);
    dropTally.run(run);
    dropUsage.run(run);
  };
  function* stepsToKeep(run: number): Steps<KeptRun> {
    const counted = yield* stepsOf(run, END_OF_TIME);
    yield;
    return { ...counted, labels: yield* labelsOf.count(run) };
  }
  const keepCounted = (run: number, { tally, usage, labels }: KeptRun): void => {
    forget(run);
    labelsOf.keep(run, labels);
    for (const row of tally) insertTally({ run, ...row });
    insertUsage({ run, ...usage });
    limits.keep(toTally(tally));
  };
  return {
    keep: (run) => keepCounted(run, atOnce(stepsToKeep(run))),
    keepCounted,
    forget,
    settled: (response) => {
      settled.run(response);
    },
    read: (run) => {
      const kept = keptUsage.get({ run });
      if (kept === undefined) return toCounts(countNow(run, END_OF_TIME));
      return toCounts({ tally: keptTally.all({ run }), usage: isKept(kept) });
    },
    results: (runs) => {
      const tallies = new Map(runs.map((run) => [run, [] as TallyRow[]]));
      for (const row of keptTallies.all(JSON.stringify(runs))) tallies.get(row.run)?.push(row);
      return (run) => {
        const kept = tallies.get(run) ?? [];
        const tally = toTally(kept.length > 0 ? kept : countNow(run, END_OF_TIME).tally);
        return { tally, scoreLimits: limits.of(tally) };
      };
    },
    count: (run) => asReads(database, stepsOf(run, END_OF_TIME)),
    countToKeep: (run) => asReads(database, stepsToKeep(run)),
    done: (run) => keptDone.get(run) ?? done.get(run) ?? 0,
    readAsOf: (run, asOf) => toCounts(countNow(run, asOf.getTime())),
  };
};
