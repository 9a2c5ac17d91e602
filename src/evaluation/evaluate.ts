import { UserError } from '../errors.ts';
import type { Run } from '../flames/run.ts';
import type { Locale } from '../texts/locale.ts';
import { runNoteTexts } from '../texts/run-notes.ts';
import { type EndOfRun, endOfRun } from './end-of-run.ts';
import type { RunEvent } from './run-event.ts';
import { createSession, type EvaluatePorts, type Session, type SessionSettings } from './run-session.ts';
import { createWake } from './wake.ts';

export interface EvaluateOptions extends SessionSettings {
  /** The language of the note that is stored when the run does not complete. */
  readonly locale: Locale;
  /** Milliseconds between two progress events. */
  readonly progressEveryMs?: number;
}

const PROGRESS_EVERY_MS = 250;
/** Shorter waits are the normal pace. */
const NOTICED_WAIT_MS = 2000;

const work = async (
  run: Run,
  session: Session,
  ports: EvaluatePorts,
  options: EvaluateOptions,
): Promise<EndOfRun> => {
  const { store, clock } = ports;
  try {
    const end = endOfRun(await session.run(), session.counts, options.caps, options.locale);
    await store.end(run.id, end.state, () => clock.now(), end.note ?? undefined);
    return end;
  } catch (error) {
    const mendable = error instanceof UserError;
    const note = mendable ? error.in(options.locale) : runNoteTexts[options.locale].broken;
    try {
      await store.end(run.id, mendable ? 'stopped' : 'failed', () => clock.now(), note);
    } catch {
      // The store is what broke: the run stays `running` and shows as interrupted once this process is gone.
    }
    throw error;
  }
};

/**
 * Works on a claimed run to its end: asks what has no verdict, scores what has no label, stores everything before it
 * counts. Calling it again on the same run goes on where it stopped. Leaving the loop early stops the run. Throws only
 * what nobody foresaw, and a `UserError` when the store cannot be written; everything else is an `ended` event.
 */
export async function* evaluate(
  run: Run,
  ports: EvaluatePorts,
  options: EvaluateOptions,
): AsyncGenerator<RunEvent, void, void> {
  const { store, clock } = ports;
  store.setState(run.id, 'running', clock.now());
  const left = new AbortController();
  const signal = AbortSignal.any([options.signal, left.signal]);
  const session = createSession(run, await store.count(run.id), ports, { ...options, signal });
  const wake = createWake(clock);
  let isOver = false;
  const finished = work(run, session, ports, options).finally(() => {
    isOver = true;
    wake.call();
  });
  finished.catch(() => undefined);
  try {
    yield { kind: 'started', ...session.progress() };
    for (let waited = false, hindered = false; !isOver; ) {
      await wake.wait(options.progressEveryMs ?? PROGRESS_EVERY_MS);
      const progress = session.progress();
      if (!waited && progress.waitingMs > NOTICED_WAIT_MS) yield { kind: 'waiting', ms: progress.waitingMs };
      waited = progress.waitingMs > 0;
      if (!hindered && progress.hindrance !== null) yield { kind: 'hindered', by: progress.hindrance };
      hindered = progress.hindrance !== null;
      if (!isOver) yield { kind: 'progress', ...progress };
    }
  } finally {
    left.abort();
    await finished.catch(() => undefined);
  }
  yield { kind: 'ended', ...(await finished), ...session.progress() };
}
