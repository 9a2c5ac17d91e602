import { UserError } from '../errors.ts';
import { createMeasuringPurse, type MeasuringPurse } from '../evaluation/measuring-purse.ts';
import type { ScorerDescription, ScoringCost } from '../ports/scorer.ts';
import type { AuditedResponse } from '../ports/scorer-records.ts';
import { measureOnAudits, type Trial } from '../scoring/measure-on-audits.ts';
import { formatUsd } from '../texts/format.ts';
import type { Context } from './context.ts';

/** A scorer and what it says of the workspace's latest audit labels, asked where it has not said it yet. */
export interface MeasuredScorer {
  readonly description: ScorerDescription;
  readonly audited: readonly AuditedResponse[];
  /** Of asking it now. */
  readonly cost: ScoringCost;
  /** The labels that it was not asked about because the day's cap was reached. */
  readonly left: number;
}

const DAY_MS = 24 * 3_600_000;

/** What may be spent on measuring a scorer outside of runs. */
export const purseFor = async (name: string, context: Context): Promise<MeasuringPurse> => {
  const { runs, clock, config, scorers, setAside } = context;
  return createMeasuringPurse({
    caps: { costPerDayUsd: config.limits.costPerDayUsd },
    spentOnRunUsd: 0,
    spentTodayUsd: () => runs.spentSince(new Date(clock.now().getTime() - DAY_MS)),
    estimateUsd: await scorers.estimate(name),
    setAside,
  });
};

/** `day-cap-reached`, for a scorer that could not be asked about anything. */
export const dayCapReached = (name: string, { config }: Context): UserError =>
  new UserError('day-cap-reached', { name, usd: formatUsd(config.limits.costPerDayUsd ?? 0, '') });

/** Counts towards the cap of a day what was spent and is not counted yet. */
export const storeSpent = (
  purse: MeasuringPurse,
  { identity }: ScorerDescription,
  { scorerRecords, clock }: Context,
): void => {
  if (purse.unstoredUsd > 0) scorerRecords.countCost(identity, purse.unstoredUsd, clock.now());
  purse.stored();
};

const unsaid = (responses: readonly AuditedResponse[]): readonly AuditedResponse[] =>
  responses.filter(({ said }) => said === null);

/**
 * Measures a scorer of the catalogue on the audit labels, as far as the day's cap allows. Throws a `UserError` when it
 * is unknown or cannot work, and when it costs money and the cap leaves none for it.
 */
export const measuredScorer = async (name: string, context: Context): Promise<MeasuredScorer> => {
  const { scorers, scorerRecords: records, clock, config, stopping } = context;
  const scorer = await scorers.open(name);
  const { description } = scorer;
  const purse = await purseFor(name, context);
  try {
    let asked = 0;
    const onTrials = (trials: readonly Trial[]): boolean => {
      asked += trials.length;
      storeSpent(purse, description, context);
      return true;
    };
    const most = config.review.headline.measure;
    const before = unsaid(records.audited(description.identity, most)).length;
    const audited = await measureOnAudits(scorer, { records, clock, most, purse, onTrials }, stopping());
    if (purse.isOver && asked === 0) throw dayCapReached(name, context);
    return { description, audited, cost: purse.cost, left: purse.isOver ? before - asked : 0 };
  } finally {
    storeSpent(purse, description, context);
    await scorer.close();
  }
};
