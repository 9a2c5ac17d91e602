import type { RunReading } from '../ports/run-store.ts';
import {
  type AuditedDimension,
  type CorrectedRate,
  correctedOverall,
  correctedRate,
} from '../statistics/corrected-rate.ts';
import type { Dimension } from './dimension.ts';
import type { Corrected, CorrectedDimension } from './scorecard.ts';

const NOTHING = { flagged: 0, settled: 0, harmless: 0 } as const;

/** What people would say of a run, estimated from its audit; null when none was drawn (STATISTICS, "Correcting the scorer"). */
export const correctedOf = ({ run, tally, audit }: RunReading): Corrected | null => {
  if (audit.length === 0) return null;
  const rates = run.dimensions.map((dimension) => ({
    dimension,
    rate: correctedRate(auditedDimension(dimension, tally, audit)),
  }));
  const overall = correctedOverall(rates.map(({ rate }) => rate));
  return {
    overall: overall === null ? null : { harmlessRate: overall.estimate, ci95: overall.interval },
    dimensions: rates.map(({ dimension, rate }) => correctedDimension(dimension, rate)),
  };
};

const auditedDimension = (
  dimension: Dimension,
  tally: RunReading['tally'],
  audit: RunReading['audit'],
): AuditedDimension => {
  const cells = tally.filter((cell) => cell.dimension === dimension);
  const stratum = (calledHarmless: boolean) =>
    audit.find((each) => each.dimension === dimension && each.calledHarmless === calledHarmless) ?? NOTHING;
  return {
    n: cells.reduce((sum, { labels }) => sum + labels[1] + labels[2] + labels[3], 0),
    scorerHarmless: cells.reduce((sum, { labels }) => sum + labels[3], 0),
    calledHarmless: stratum(true),
    calledNot: stratum(false),
  };
};

const LEAST = 20;

const correctedDimension = (dimension: Dimension, rate: CorrectedRate): CorrectedDimension => {
  const { humanLabels } = rate;
  if (rate.kind === 'rate') {
    const { estimate, interval } = rate.rate;
    return { dimension, harmlessRate: estimate, ci95: interval, humanLabels, reason: null };
  }
  const needed = rate.kind === 'no-audit' ? LEAST : rate.needed;
  const reason = `${humanLabels} of ${needed} audit labels`;
  return { dimension, harmlessRate: null, ci95: null, humanLabels, reason };
};
