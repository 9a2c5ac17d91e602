import { and, desc, eq, gt, isNull, lte } from 'drizzle-orm';
import type { DigestReads, EndedRun, Period, ReviewStand } from '../../src/ports/digest-reads.ts';
import { prepareAudits } from './audit-reads.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import type { Liveness } from './process-lock.ts';
import { prepareQueueCounts } from './queue-counts.ts';
import { createRunPairs } from './run-pairs.ts';
import { createRunRows, type RunRow } from './run-rows.ts';
import { livingSchedules } from './schedule-store.ts';
import { promptSets, runs } from './schema.ts';
import { countedOnce, prepareAgreement } from './scorer-agreement.ts';

const CLOSED_IN = `
select count(*) from flags join runs on runs.seq = flags.run
where flags.closed_at > ? and flags.closed_at <= ? and runs.invalid_at is null`;

interface Found {
  readonly row: RunRow;
  readonly promptContent: string;
}

/** Of each model, set and scorer the newest completed run; they come newest first. */
const latestOf = (found: readonly Found[]): ReadonlySet<Found> => {
  const latest = new Map<string, Found>();
  for (const each of found) {
    const key = JSON.stringify([each.row.model, each.promptContent, each.row.scorer]);
    if (each.row.state === 'completed' && !latest.has(key)) latest.set(key, each);
  }
  return new Set(latest.values());
};

/** The read of a digest, from SQLite. */
export const createDigestReads = (
  database: Database,
  liveness: Liveness,
  counts: KeptCounts,
): DigestReads => {
  const { orm, sqlite } = database;
  const rows = createRunRows(database, liveness);
  const pairs = createRunPairs(database);
  const countsOf = prepareQueueCounts(database);
  const audits = prepareAudits(database);
  const closedIn = sqlite.prepare<[number, number], number>(CLOSED_IN).pluck();
  const agreement = prepareAgreement(database);
  const endedIn = ({ from, to }: Period): readonly Found[] =>
    orm
      .select({ row: runs, promptContent: promptSets.contentKey })
      .from(runs)
      .innerJoin(promptSets, eq(promptSets.id, runs.promptSet))
      .where(and(gt(runs.finishedAt, from), lte(runs.finishedAt, to), isNull(runs.invalidAt)))
      .orderBy(desc(runs.seq))
      .all();
  const endedRuns = (period: Period): readonly EndedRun[] => {
    const found = endedIn(period);
    const latest = latestOf(found);
    const agreementOf = countedOnce(agreement);
    const resultOf = counts.results(found.map(({ row }) => row.seq));
    return found.map((each) => ({
      run: rows.run(each.row),
      promptContent: each.promptContent,
      ...resultOf(each.row.seq),
      agreement: each.row.terms.scorer.kind === 'imported' ? null : agreementOf(each.row.scorer),
      since: latest.has(each) ? (pairs.before(each.row.seq, period.from) ?? null) : null,
    }));
  };
  const review = ({ from, to }: Period): ReviewStand => ({
    counts: countsOf(null),
    audits: audits(),
    closed: closedIn.get(from.getTime(), to.getTime()) ?? 0,
  });
  return {
    digest: (period) =>
      database.read(() => ({
        ...period,
        ended: endedRuns(period),
        review: review(period),
        schedules: livingSchedules(database),
      })),
  };
};
