import type { RunId } from '../../src/ids.ts';
import type { QueueCounts } from '../../src/ports/review-store.ts';
import type { FlagReason, FlagState } from '../../src/review/flag.ts';
import type { Database } from './open-database.ts';

/** The run of that id, or with null all that were not marked invalid. */
export const VALID_OR_NAMED = 'iif(@run is null, runs.invalid_at is null, runs.id = @run)';

/** First by run: whether a run is valid is then looked up once, and not once a flag. */
const STATES = `
select reason, counted.state, sum(counted.flags) as flags
from (select run, reason, state, count(*) as flags from flags group by run, reason, state) counted
join runs on runs.seq = counted.run
where ${VALID_OR_NAMED}
group by counted.reason, counted.state`;

interface FlatState {
  readonly reason: FlagReason;
  readonly state: FlagState;
  readonly flags: number;
}

const none = (): Record<FlagState, number> => ({ open: 0, settled: 0, disputed: 0, adjudicated: 0 });

/** Counts the flags of a run, or with null of all valid ones; within a transaction of the caller. */
export const prepareQueueCounts = ({ sqlite }: Database): ((run: RunId | null) => QueueCounts) => {
  const states = sqlite.prepare<[{ run: RunId | null }], FlatState>(STATES);
  return (run) => {
    const counts = { audit: none(), borderline: none() };
    for (const { reason, state, flags } of states.all({ run })) counts[reason][state] = flags;
    return counts;
  };
};
