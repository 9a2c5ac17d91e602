import { measuringCard, progressCard, waitingCard } from '../cards/progress-card.ts';
import type { ReadScorecard } from '../commands/read-scorecard.ts';
import { UserError } from '../errors.ts';
import type { WorkEvent } from '../evaluation/run-event.ts';
import type { Run } from '../flames/run.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Address } from '../ports/chat-platform.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { othersTurn } from '../steps.ts';
import { botTexts } from '../texts/bot.ts';
import type { Locale } from '../texts/locale.ts';
import { type Alerts, alertIfWorse } from './alert-if-worse.ts';
import type { BallotDesk } from './ballot-desk.ts';
import { cancelAction } from './buttons.ts';
import type { PictureDesk } from './picture-desk.ts';
import { type EndPorts, endCard, readEnd, runKey } from './run-message.ts';

export interface WorkInChat {
  readonly retryFailed: boolean;
  /** Stops the run: it can go on later. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: WorkEvent) => void;
}

export interface FollowPorts extends EndPorts {
  readonly outbox: Outbox;
  readonly desk: BallotDesk;
  readonly pictureDesk: PictureDesk;
  readonly clock: Clock;
  readonly log: Log;
  readonly alerts: Alerts;
  /** The language of messages that everybody reads. */
  readonly locale: Locale;
  /** Works on a run until it ends, or cancels it when that was asked for meanwhile; gives the run as it then is. */
  work(run: Run, options: WorkInChat): Promise<Run>;
}

export interface Followed {
  readonly run: Run;
  readonly to: Address;
  readonly retryFailed: boolean;
  /** What the person should know of the run. */
  readonly notes: readonly string[];
}

const PROGRESS_EVERY_MS = 500;

/** Works on a run and keeps its message true, to its end or until `signal`; then the next start goes on. Never rejects. */
export const followRun = async (
  followed: Followed,
  signal: AbortSignal,
  ports: FollowPorts,
): Promise<void> => {
  const { run, retryFailed } = followed;
  try {
    const onEvent = eventLogger(run, ports.log, progressShower(followed, ports));
    const ended = await ports.work(run, { retryFailed, signal, onEvent });
    if (signal.aborted && ended.state === 'stopped') keepForNextStart(followed, ports);
    else {
      const shown = await showEnd(ended, followed, ports);
      await othersTurn();
      await ports.pictureDesk.ofRun(shown);
    }
  } catch (error) {
    await showFault(error, followed, signal, ports);
  }
};

const eventLogger =
  ({ id }: Run, log: Log, next: WorkInChat['onEvent']): WorkInChat['onEvent'] =>
  (event) => {
    if (event.kind === 'waiting') log.warn('run waits', { run: id, ms: event.ms });
    else if (event.kind === 'measuring') log.debug('run measures its scorer', { run: id, ...event });
    else if (event.kind === 'hindered') log.warn('run waits', { run: id, for: event.by.kind });
    else if (event.kind !== 'progress') {
      const state = event.kind === 'ended' ? event.state : 'running';
      const { done, total, failed, unscored, retries } = event;
      log.info(`run ${event.kind}`, { run: id, state, done, total, failed, unscored, retries });
    }
    next(event);
  };

const showEnd = async (ended: Run, { to }: Followed, ports: FollowPorts): Promise<ReadScorecard> => {
  await othersTurn();
  const shown = showScorecard(ended, to, ports);
  if (ended.state === 'completed') await ports.desk.ran(ended.id);
  return shown;
};

/** Shows the end of a run in its message, and calls people where it is worse than the one before. */
export const showScorecard = (run: Run, to: Address, ports: FollowPorts): ReadScorecard => {
  const shown = readEnd(run, ports);
  // before the scorecard: a run whose message still shows progress is shown to its end again after a crash
  alertIfWorse(shown.reading, to, ports);
  ports.outbox.put(runKey(run), to, endCard(shown, ports.locale));
  return shown;
};

/** Puts the run's message where it was asked for. */
export const showQueued = (followed: Followed, ports: FollowPorts): void =>
  ports.outbox.put(
    runKey(followed.run),
    followed.to,
    waitingCard(followed.run, 'queued', options(followed, ports)),
  );

const options = ({ run, notes }: Followed, { locale }: FollowPorts) => ({
  notes,
  cancel: cancelAction(run),
  locale,
});

const progressShower = (followed: Followed, ports: FollowPorts): WorkInChat['onEvent'] => {
  let shownAt = Number.NEGATIVE_INFINITY;
  return (event) => {
    const now = ports.clock.monotonicMs();
    if (event.kind === 'waiting' || event.kind === 'hindered' || event.kind === 'ended') return;
    if (now - shownAt < PROGRESS_EVERY_MS) return;
    shownAt = now;
    const how = options(followed, ports);
    const card =
      event.kind === 'measuring'
        ? measuringCard(followed.run, event, how)
        : progressCard(followed.run, event, how);
    ports.outbox.put(runKey(followed.run), followed.to, card);
  };
};

const keepForNextStart = (followed: Followed, ports: FollowPorts): void => {
  const { run, to } = followed;
  ports.runs.setState(run.id, 'queued', ports.clock.now());
  ports.outbox.put(runKey(run), to, waitingCard(run, 'waitingForBot', options(followed, ports)));
};

/** How long a store that refused is left alone. */
const STORE_PAUSE_MS = 10_000;

/** Where the store refuses even this, it is tried again until the bot stops: then the next start goes on with the run. */
const showFault = async (
  error: unknown,
  followed: Followed,
  signal: AbortSignal,
  ports: FollowPorts,
): Promise<void> => {
  const { clock, locale, log } = ports;
  const { id } = followed.run;
  const sentence =
    error instanceof UserError
      ? error.in(locale)
      : botTexts[locale].broken({ id: log.fault('run', error, { run: id }) });
  while (!signal.aborted) {
    try {
      return await endWith(sentence, error, followed, ports);
    } catch (second) {
      if (second instanceof UserError) log.warn('run waits', { run: id, for: 'store', code: second.code });
      else log.fault('run', second, { run: id });
    }
    await clock.sleep(STORE_PAUSE_MS, signal);
  }
};

const endWith = async (
  sentence: string,
  error: unknown,
  followed: Followed,
  ports: FollowPorts,
): Promise<void> => {
  const { runs, outbox, clock } = ports;
  const { id } = followed.run;
  const mendable = error instanceof UserError;
  const isElsewhere = mendable && error.code === 'run-alive';
  const run = runs.find(id) ?? followed.run;
  if (!isElsewhere && (run.state === 'queued' || run.state === 'running')) {
    await runs.end(id, mendable ? 'stopped' : 'failed', () => clock.now(), sentence);
  }
  outbox.put(runKey(run), followed.to, endCard(readEnd(run, ports), ports.locale, sentence));
};
