import { scoringAttempt } from '../evaluation/attempt-records.ts';
import type { WorkEvent } from '../evaluation/run-event.ts';
import type { Run } from '../flames/run.ts';
import type { Scorer } from '../ports/scorer.ts';
import { measureOnAudits, type Trial } from '../scoring/measure-on-audits.ts';
import type { World } from './open-world.ts';

interface Watched {
  readonly signal: AbortSignal;
  readonly onEvent: (event: WorkEvent) => void;
}

type Parts = Pick<World, 'stores' | 'clock' | 'config'>;

/**
 * Measures a run's scorer on the labels of the workspace's people before it scores, until it was measured on as many as
 * `review.headline.measure` says: whether its numbers become a headline is decided by that. What it costs is counted
 * with the run. A stop ends it early, and so does a cap on cost that is reached.
 */
export const measureFirst = async (
  run: Run,
  scorer: Scorer,
  { signal, onEvent }: Watched,
  parts: Parts,
): Promise<void> => {
  const { stores, clock, config } = parts;
  const { scorerRecords: records } = stores;
  const most = config.review.headline.measure;
  if (run.terms.scorer.kind === 'imported') return;
  if (records.agreement(scorer.description.identity).measured >= most) return;
  let done = 0;
  const onTrials = (trials: readonly Trial[], left: number): boolean => {
    countCost(run, trials, parts);
    done += trials.length;
    if (left > 0) onEvent({ kind: 'measuring', done, total: done + left });
    return !signal.aborted && isWithinCaps(run, parts);
  };
  try {
    await measureOnAudits(scorer, { records, clock, most, onTrials }, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

const countCost = ({ id }: Run, trials: readonly Trial[], { stores, clock }: Parts): void => {
  const attempts = trials.flatMap(
    ({ prompt, verdict, latencyMs }) => scoringAttempt(prompt, verdict, latencyMs, clock.now()) ?? [],
  );
  if (attempts.length > 0) stores.runs.saveVerdicts(id, [], attempts);
};

const DAY_MS = 24 * 3_600_000;

const isWithinCaps = ({ id }: Run, { stores, clock, config }: Parts): boolean => {
  const { costPerRunUsd, costPerDayUsd } = config.limits;
  const dayAgo = new Date(clock.now().getTime() - DAY_MS);
  return (
    (costPerRunUsd === undefined || stores.runs.spentOn(id) < costPerRunUsd) &&
    (costPerDayUsd === undefined || stores.runs.spentSince(dayAgo) < costPerDayUsd)
  );
};
