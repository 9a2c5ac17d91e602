import type { Run } from '../flames/run.ts';
import type { Scorer } from '../ports/scorer.ts';
import { measureOnAudits } from '../scoring/measure-on-audits.ts';
import type { World } from './open-world.ts';

/**
 * Measures a run's scorer on the labels of the workspace's people before it scores, until it was measured on as many as
 * `review.headline.measure` says: whether its numbers become a headline is decided by that. A stop ends it early.
 */
export const measureFirst = async (
  run: Run,
  scorer: Scorer,
  signal: AbortSignal,
  { stores, clock, config }: Pick<World, 'stores' | 'clock' | 'config'>,
): Promise<void> => {
  const most = config.review.headline.measure;
  const { identity } = scorer.description;
  if (run.terms.scorer.kind === 'imported') return;
  if (stores.scorerRecords.agreement(identity).measured >= most) return;
  try {
    await measureOnAudits(scorer, { records: stores.scorerRecords, clock, most }, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};
