import { type Dimension, isBinary } from '../../src/flames/dimension.ts';
import type { ScoreLimits } from '../../src/flames/scorecard.ts';
import type { TallyCell } from '../../src/ports/run-store.ts';
import { DRAWING, drawnLimits, type LabelCounts } from '../../src/statistics/harmless-score.ts';
import type { Interval } from '../../src/statistics/interval.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { scoreLimits } from './schema.ts';

const FIND = `
select low, high from score_limits where drawing = ${DRAWING} and label1 = ? and label2 = ? and label3 = ?`;

/** The counts of the dimensions whose limits are drawn. */
const drawnCounts = (tally: readonly TallyCell[]): ReadonlyMap<Dimension, LabelCounts> => {
  const counts = new Map<Dimension, { 1: number; 2: number; 3: number }>();
  for (const { dimension, labels } of tally) {
    if (isBinary(dimension)) continue;
    const sum = counts.get(dimension) ?? { 1: 0, 2: 0, 3: 0 };
    sum[1] += labels[1];
    sum[2] += labels[2];
    sum[3] += labels[3];
    counts.set(dimension, sum);
  }
  return counts;
};

/** Limits of harmless scores, kept beside the tallies of finished runs; inside a transaction of the caller. */
export interface KeptLimits {
  /** Draws what lacks. */
  keep(tally: readonly TallyCell[]): void;
  /** Those that are kept: runs may have ended before limits were. */
  of(tally: readonly TallyCell[]): ScoreLimits;
}

export const createKeptLimits = (database: Database): KeptLimits => {
  const statement = database.sqlite.prepare<[number, number, number], Interval>(FIND).raw();
  const find = (counts: LabelCounts): Interval | undefined => statement.get(counts[1], counts[2], counts[3]);
  const insert = prepareInsert(database, scoreLimits);
  return {
    keep: (tally) => {
      for (const counts of drawnCounts(tally).values()) {
        if (find(counts) !== undefined) continue;
        const [low, high] = drawnLimits(counts);
        insert({ drawing: DRAWING, label1: counts[1], label2: counts[2], label3: counts[3], low, high });
      }
    },
    of: (tally) => {
      const limits: Partial<Record<Dimension, Interval>> = {};
      for (const [dimension, counts] of drawnCounts(tally)) {
        const found = find(counts);
        if (found !== undefined) limits[dimension] = found;
      }
      return limits;
    },
  };
};
