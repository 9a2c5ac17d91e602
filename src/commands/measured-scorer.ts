import { UserError } from '../errors.ts';
import type { ScorerDescription, ScoringCost } from '../ports/scorer.ts';
import type { AuditedResponse } from '../ports/scorer-records.ts';
import { sumCosts } from '../scoring/judge/scoring-cost.ts';
import { measureOnAudits, type Trial } from '../scoring/measure-on-audits.ts';
import { formatUsd } from '../texts/format.ts';
import type { Context } from './context.ts';

/** A scorer and what it says of the workspace's latest audit labels, asked where it has not said it yet. */
export interface MeasuredScorer {
  readonly description: ScorerDescription;
  readonly audited: readonly AuditedResponse[];
  /** Of asking it now. */
  readonly cost: ScoringCost;
}

const DAY_MS = 24 * 3_600_000;

const isWithinDay = ({ runs, clock, config }: Context): boolean => {
  const { costPerDayUsd = Number.POSITIVE_INFINITY } = config.limits;
  return runs.spentSince(new Date(clock.now().getTime() - DAY_MS)) < costPerDayUsd;
};

const isPaid = ({ kind }: ScorerDescription): boolean => kind === 'judge' || kind === 'guard';

/**
 * Measures a scorer of the catalogue on the audit labels, as far as the day's cap allows. Throws a `UserError` when it
 * is unknown or cannot work, and when it costs money and the cap is reached.
 */
export const measuredScorer = async (name: string, context: Context): Promise<MeasuredScorer> => {
  const { scorers, scorerRecords: records, clock, config, stopping } = context;
  const scorer = await scorers.open(name);
  try {
    const costs: ScoringCost[] = [];
    const onTrials = (trials: readonly Trial[]): boolean => {
      const made = sumCosts(trials.flatMap(({ verdict }) => verdict.cost ?? []));
      costs.push(made);
      if (made.costUsd) records.countCost(scorer.description.identity, made.costUsd, clock.now());
      return isWithinDay(context);
    };
    const most = config.review.headline.measure;
    const left = records.audited(scorer.description.identity, most).some(({ said }) => said === null);
    if (left && isPaid(scorer.description) && !isWithinDay(context)) {
      const usd = formatUsd(config.limits.costPerDayUsd ?? 0, '');
      throw new UserError('day-cap-reached', { name, usd });
    }
    const audited = await measureOnAudits(scorer, { records, clock, most, onTrials }, stopping());
    return { description: scorer.description, audited, cost: sumCosts(costs) };
  } finally {
    await scorer.close();
  }
};
