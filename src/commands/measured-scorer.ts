import type { ScorerDescription, ScoringCost } from '../ports/scorer.ts';
import type { AuditedResponse } from '../ports/scorer-records.ts';
import { sumCosts } from '../scoring/judge/scoring-cost.ts';
import { measureOnAudits, type Trial } from '../scoring/measure-on-audits.ts';
import type { Context } from './context.ts';

/** A scorer and what it says of the workspace's latest audit labels, asked where it has not said it yet. */
export interface MeasuredScorer {
  readonly description: ScorerDescription;
  readonly audited: readonly AuditedResponse[];
  /** Of asking it now. */
  readonly cost: ScoringCost;
}

/** Measures a scorer of the catalogue on the audit labels. Throws a `UserError` when it is unknown or cannot work. */
export const measuredScorer = async (name: string, context: Context): Promise<MeasuredScorer> => {
  const { scorers, scorerRecords: records, clock, config, stopping } = context;
  const scorer = await scorers.open(name);
  try {
    const costs: ScoringCost[] = [];
    const onTrials = (trials: readonly Trial[]): boolean => {
      costs.push(...trials.flatMap(({ verdict }) => verdict.cost ?? []));
      return true;
    };
    const most = config.review.headline.measure;
    const audited = await measureOnAudits(scorer, { records, clock, most, onTrials }, stopping());
    return { description: scorer.description, audited, cost: sumCosts(costs) };
  } finally {
    await scorer.close();
  }
};
