import type { Context } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import { formatUsd } from '../texts/format.ts';

/** Throws a `UserError` when asking so many prompts, for `usd` as estimated, needs a person's yes. */
export const refuseUnconfirmed = (
  usd: number,
  prompts: number,
  { limits: { confirmAboveUsd } }: Context['config'],
): void => {
  if (usd <= confirmAboveUsd) return;
  throw new UserError('cost-needs-yes', {
    estimate: formatUsd(usd, ''),
    limit: formatUsd(confirmAboveUsd, ''),
    prompts,
  });
};
