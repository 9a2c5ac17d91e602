import type { ScorerIdentity } from '../../src/ids.ts';
import { onceEach } from '../../src/once-each.ts';
import type { DigestReads, EndedRun, Period, ReviewStand } from '../../src/ports/digest-reads.ts';
import { prepareAudits } from './audit-reads.ts';
import { type HistoricRow, prepareHistoricRows } from './historic-rows.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import type { Liveness } from './process-lock.ts';
import { prepareQueueCounts } from './queue-counts.ts';
import { createRunPairs } from './run-pairs.ts';
import { createRunRows } from './run-rows.ts';
import { livingSchedules } from './schedule-store.ts';
import { prepareAgreement } from './scorer-agreement.ts';

const CLOSED_IN = `
select count(*) from flags join runs on runs.seq = flags.run
where flags.closed_at > @from and flags.closed_at <= @to and runs.invalid_at is null`;

/** In ms since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const spanOf = ({ from, to }: Period): Span => ({ from: from.getTime(), to: to.getTime() });

const ENDED_IN = 'runs.finished_at > @from and runs.finished_at <= @to and runs.invalid_at is null';

/** Of each model, set and scorer the newest completed run; they come newest first. */
const latestOf = (found: readonly HistoricRow[]): ReadonlySet<HistoricRow> => {
  const latest = new Map<string, HistoricRow>();
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
  const rows = createRunRows(database, liveness);
  const pairs = createRunPairs(database);
  const countsOf = prepareQueueCounts(database);
  const audits = prepareAudits(database);
  const closedIn = database.sqlite.prepare<[Span], number>(CLOSED_IN).pluck();
  const agreement = prepareAgreement(database);
  const endedIn = prepareHistoricRows<Span>(database, ENDED_IN);
  const endedRuns = (period: Period): readonly EndedRun[] => {
    const found = endedIn(spanOf(period));
    const latest = latestOf(found);
    // many runs have the same scorer
    const agreementOf = onceEach((scorer: ScorerIdentity) => agreement(scorer));
    const resultOf = counts.results(found.map(({ row }) => row.seq));
    return found.map((each) => ({
      run: rows.run(each.row),
      promptContent: each.promptContent,
      ...resultOf(each.row.seq),
      agreement: each.row.terms.scorer.kind === 'imported' ? null : agreementOf(each.row.scorer),
      since: latest.has(each) ? (pairs.before(each.row.seq, period.from) ?? null) : null,
    }));
  };
  const review = (period: Period): ReviewStand => ({
    counts: countsOf(null),
    audits: audits(),
    closed: closedIn.get(spanOf(period)) ?? 0,
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
