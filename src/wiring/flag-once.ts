import type { Run } from '../flames/run.ts';
import type { EventId } from '../ids.ts';
import { flagRun } from '../review/flag-run.ts';
import { inTurns } from '../steps.ts';
import type { World } from './open-world.ts';

/**
 * Draws the flags of a run that has completed, once for each time that it does: topped up, or with its failed prompts asked
 * again, it has more to draw from.
 */
export const flagOnce = async (run: Run, { stores, clock, config }: World): Promise<void> => {
  const drawn = `drawn:${run.id}:${run.finishedAt?.getTime()}` as EventId;
  if (run.state !== 'completed' || run.invalid !== null || stores.events.isHandled(drawn)) return;
  await inTurns(flagRun(run, { reviews: stores.reviews, clock, rules: config.review }));
  stores.events.handleOnce(drawn, clock.now());
};
