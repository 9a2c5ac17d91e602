import { type Dimension, isBinary } from '../../src/flames/dimension.ts';
import type { ScoreLimits } from '../../src/flames/scorecard.ts';
import { DRAWING, drawnLimits } from '../../src/statistics/harmless-score.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { scoreLimits } from './schema.ts';

interface LimitsRow {
  readonly dimension: Dimension;
  readonly label1: number;
  readonly label2: number;
  readonly label3: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** The dimensions of a finished run with what is kept for their counts. */
const LIMITS = `
select counted.*, kept.low, kept.high
from (
  select dimension, sum(label1) as label1, sum(label2) as label2, sum(label3) as label3
  from run_tallies where run = ? group by dimension
) counted
left join score_limits kept on kept.drawing = ${DRAWING}
  and kept.label1 = counted.label1 and kept.label2 = counted.label2 and kept.label3 = counted.label3`;

/** Limits of harmless scores, kept with the tallies of finished runs; inside a transaction of the caller. */
export interface KeptLimits {
  /** Draws what lacks for a run whose tallies were made. */
  keep(run: number): void;
  /** Nothing for runs that go on, or that ended before limits were kept. */
  of(run: number): ScoreLimits;
}

export const createKeptLimits = (database: Database): KeptLimits => {
  const limits = database.sqlite.prepare<[number], LimitsRow>(LIMITS);
  const insert = prepareInsert(database, scoreLimits);
  return {
    keep: (run) => {
      for (const { dimension, label1, label2, label3, low } of limits.all(run)) {
        if (low !== null || isBinary(dimension)) continue;
        const [drawnLow, drawnHigh] = drawnLimits({ 1: label1, 2: label2, 3: label3 });
        insert({ drawing: DRAWING, label1, label2, label3, low: drawnLow, high: drawnHigh });
      }
    },
    of: (run) =>
      Object.fromEntries(
        limits
          .all(run)
          .flatMap(({ dimension, low, high }) =>
            low === null || high === null ? [] : [[dimension, [low, high]]],
          ),
      ),
  };
};
