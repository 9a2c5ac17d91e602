import { UserError } from '../errors.ts';
import type { ScoreItem } from '../ports/scorer.ts';
import { formatUsd } from '../texts/format.ts';
import type { Context } from './context.ts';

/** A scorer and what it is to be asked about. */
export interface ToMeasure {
  readonly name: string;
  readonly items: readonly ScoreItem[];
}

/** The audit labels that a scorer would be asked about now; none for one that cannot work: measuring it says why. */
const leftFor = async (name: string, { scorers, scorerRecords, config }: Context): Promise<ToMeasure> => {
  try {
    const { identity } = await scorers.describe(name);
    const audited = scorerRecords.audited(identity, config.review.headline.measure);
    return { name, items: audited.filter(({ said }) => said === null).map(({ item }) => item) };
  } catch (error) {
    if (error instanceof UserError) return { name, items: [] };
    throw error;
  }
};

/** Throws `measuring-needs-yes` when measuring these may cost more than the configuration lets pass without a person's yes. */
export const confirmCostOf = async (
  measured: readonly ToMeasure[],
  confirmed: boolean,
  { scorers, config }: Context,
): Promise<void> => {
  const { confirmAboveUsd } = config.limits;
  if (confirmed) return;
  let usd = 0;
  const paid: ToMeasure[] = [];
  for (const each of measured) {
    const estimate = await scorers.estimate(each.name);
    const own = each.items.reduce((sum, item) => sum + (estimate(item) ?? 0), 0);
    usd += own;
    if (own > 0) paid.push(each);
  }
  if (usd <= confirmAboveUsd) return;
  throw new UserError('measuring-needs-yes', {
    scorers: paid.map(({ name }) => name),
    responses: paid.reduce((sum, { items }) => sum + items.length, 0),
    estimate: formatUsd(usd, ''),
    limit: formatUsd(confirmAboveUsd, ''),
  });
};

/** The same for scorers that are to be measured on the audit labels that they have not seen yet. */
export const confirmMeasuring = async (
  names: readonly string[],
  confirmed: boolean,
  context: Context,
): Promise<void> =>
  confirmCostOf(await Promise.all(names.map((name) => leftFor(name, context))), confirmed, context);
