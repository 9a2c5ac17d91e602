import type { RunId } from '../../src/ids.ts';
import type { QueueCounts } from '../../src/ports/review-store.ts';
import type { FlagReason, FlagState } from '../../src/review/flag.ts';
import type { Database } from './open-database.ts';

const OF_RUN = `
select reason, flags.state, count(*) as flags from runs join flags on flags.run = runs.seq
where runs.id = ? group by reason, flags.state`;

/** Flags of a state are counted from an index alone; those of the few invalid runs are taken off. */
const counted = (which: string): string => `(
  (select count(*) from flags where ${which}) -
  (select count(*) from runs cross join flags on flags.run = runs.seq where runs.invalid_at is not null and ${which}))`;

const OF_VALID = `
select value as state, ${counted('flags.state = value')} as flags,
  ${counted("flags.reason = 'borderline' and flags.state = value")} as borderline
from json_each('["open", "settled", "disputed", "adjudicated"]')`;

interface FlatCount {
  readonly reason: FlagReason;
  readonly state: FlagState;
  readonly flags: number;
}

interface FlatState {
  readonly state: FlagState;
  readonly flags: number;
  readonly borderline: number;
}

const none = (): Record<FlagState, number> => ({ open: 0, settled: 0, disputed: 0, adjudicated: 0 });

/** Counts the flags of a run, or with null of all valid ones; within a transaction of the caller. */
export const prepareQueueCounts = ({ sqlite }: Database): ((run: RunId | null) => QueueCounts) => {
  const ofRun = sqlite.prepare<[RunId], FlatCount>(OF_RUN);
  const ofValid = sqlite.prepare<[], FlatState>(OF_VALID);
  return (run) => {
    const counts = { audit: none(), borderline: none() };
    if (run !== null) {
      for (const { reason, state, flags } of ofRun.all(run)) counts[reason][state] = flags;
      return counts;
    }
    for (const { state, flags, borderline } of ofValid.all()) {
      counts.audit[state] = flags - borderline;
      counts.borderline[state] = borderline;
    }
    return counts;
  };
};
