import type { StoredRunState } from '../../src/flames/run.ts';
import type { OperationCounts } from '../../src/ports/metrics.ts';
import type { Database } from './open-database.ts';

const RUNS = 'select state, count(*) as runs from runs group by state';

const WAITING = `
select count(*) from responses response
where response.state = 'answered' and response.run in (select seq from runs where state = 'running')
  and not exists (select 1 from annotations where response = response.id and source in ('scorer', 'import'))`;

const OUTBOX = `
select coalesce(sum(dead is null and revision > delivered_revision), 0) as waiting,
  coalesce(sum(dead is not null), 0) as dead
from outbox`;

const NO_RUNS: Readonly<Record<StoredRunState, number>> = {
  queued: 0,
  running: 0,
  stopped: 0,
  completed: 0,
  cancelled: 0,
  failed: 0,
};

/** What the store holds, for whoever operates the bot. Throws a `UserError` when it cannot be read. */
export const createOperationCounts = ({ sqlite, read }: Database): (() => OperationCounts) => {
  const runs = sqlite.prepare<[], { readonly state: StoredRunState; readonly runs: number }>(RUNS);
  const waiting = sqlite.prepare<[], number>(WAITING).pluck();
  const outbox = sqlite.prepare<[], OperationCounts['outbox']>(OUTBOX);
  return () =>
    read(() => ({
      runs: { ...NO_RUNS, ...Object.fromEntries(runs.all().map((row) => [row.state, row.runs])) },
      waitingForLabel: waiting.get() ?? 0,
      outbox: outbox.get() ?? { waiting: 0, dead: 0 },
    }));
};
