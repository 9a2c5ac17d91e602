import { scoringAttempt } from '../evaluation/attempt-records.ts';
import { createMeasuringPurse, type MeasuringPurse } from '../evaluation/measuring-purse.ts';
import type { WorkEvent } from '../evaluation/run-event.ts';
import type { Run } from '../flames/run.ts';
import type { QueuedScorer } from '../ports/work-queue.ts';
import { measureOnAudits, type Trial } from '../scoring/measure-on-audits.ts';
import type { World } from './open-world.ts';

interface Watched {
  readonly signal: AbortSignal;
  readonly onEvent: (event: WorkEvent) => void;
}

type Parts = Pick<World, 'stores' | 'clock' | 'config' | 'setAside'> & {
  readonly scorers: Pick<World['scorers'], 'estimate'>;
};

/**
 * Measures a run's scorer on the labels of the workspace's people before it scores, until it was measured on as many as
 * `review.headline.measure` says: whether its numbers become a headline is decided by that. What it costs is counted
 * with the run. A stop or a request to cancel ends it early,
 * and so does a cap on cost that is reached.
 */
export const measureFirst = async (
  run: Run,
  scorer: QueuedScorer,
  { signal, onEvent }: Watched,
  parts: Parts,
): Promise<void> => {
  const { stores, clock, config } = parts;
  const { scorerRecords: records } = stores;
  const most = config.review.headline.measure;
  if (run.terms.scorer.kind === 'imported') return;
  if (records.agreement(scorer.description.identity).measured >= most) return;
  const purse = await purseOf(run, parts);
  let done = 0;
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const onTrials = (trials: readonly Trial[], left: number): boolean => {
    countCost(run, trials, parts);
    purse.stored();
    done += trials.length;
    if (left > 0) onEvent({ kind: 'measuring', done, total: done + left });
    return !stop.aborted;
  };
  const watch = abortOnCancel(run, over, stop, parts);
  const standstill = tellHindrance(scorer, onEvent, stop, parts);
  try {
    await measureOnAudits(scorer, { records, clock, most, purse, onTrials }, stop);
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    over.abort();
    await Promise.all([watch, standstill]);
  }
};

const LOOK_EVERY_MS = 500;

/** Another process, or chat, may ask for the run to be cancelled meanwhile. */
const abortOnCancel = async (
  { id }: Run,
  over: AbortController,
  stop: AbortSignal,
  { stores, clock }: Parts,
): Promise<void> => {
  while (!stop.aborted) {
    await clock.sleep(LOOK_EVERY_MS, stop);
    if (!stop.aborted && stores.runs.isCancelRequested(id)) over.abort();
  }
};

/** Says once that its batches stand still. */
const tellHindrance = async (
  scorer: QueuedScorer,
  onEvent: Watched['onEvent'],
  stop: AbortSignal,
  { clock }: Parts,
): Promise<void> => {
  while (!stop.aborted) {
    const by = scorer.hindrance();
    if (by !== undefined) return onEvent({ kind: 'hindered', by });
    await clock.sleep(LOOK_EVERY_MS, stop);
  }
};

const countCost = ({ id }: Run, trials: readonly Trial[], { stores, clock }: Parts): void => {
  const attempts = trials.flatMap(
    ({ prompt, verdict, latencyMs }) => scoringAttempt(prompt, verdict, latencyMs, clock.now()) ?? [],
  );
  if (attempts.length > 0) stores.runs.saveVerdicts(id, [], attempts);
};

const DAY_MS = 24 * 3_600_000;

const purseOf = async ({ id, terms }: Run, parts: Parts): Promise<MeasuringPurse> => {
  const { stores, clock, config, scorers, setAside } = parts;
  return createMeasuringPurse({
    ...{ caps: config.limits, setAside },
    spentOnRunUsd: stores.runs.spentOn(id),
    spentTodayUsd: () => stores.runs.spentSince(new Date(clock.now().getTime() - DAY_MS)),
    estimateUsd: await scorers.estimate(terms.scorer.name),
  });
};
