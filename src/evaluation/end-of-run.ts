import type { EndState } from '../flames/run.ts';
import { formatUsd } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { runNoteTexts } from '../texts/run-notes.ts';
import type { CostCaps } from './budget.ts';
import type { ProgressCounter } from './progress.ts';
import type { SessionEnd } from './run-session.ts';

export interface EndOfRun {
  readonly state: EndState;
  /** Why it did not complete, in the reader's language. */
  readonly note: string | null;
}

const LONGEST_DETAIL = 300;

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, LONGEST_DETAIL);

/** What a session's end means for its run: completed with failures is completed; only nothing at all is a failed run. */
export const endOfRun = (
  end: SessionEnd,
  counts: ProgressCounter,
  caps: CostCaps,
  locale: Locale,
): EndOfRun => {
  const notes = runNoteTexts[locale];
  const stopped = (note: string): EndOfRun => ({ state: 'stopped', note });
  switch (end.kind) {
    case 'done': {
      if (counts.answered > 0 || counts.total === 0) return { state: 'completed', note: null };
      const last = counts.lastFailure ?? { failure: '–', detail: '' };
      return { state: 'failed', note: notes['nothing-obtained'](last) };
    }
    case 'stopped':
      return stopped(notes.stopped);
    case 'cancelled':
      return { state: 'cancelled', note: notes.cancelled };
    case 'dead':
      return stopped(notes['endpoint-dead'](end.by));
    case 'told-to-wait':
      return stopped(notes['long-wait'](end));
    case 'over-cap': {
      const usd = end.cap === 'run' ? caps.costPerRunUsd : caps.costPerDayUsd;
      return stopped(notes[`${end.cap}-cap`]({ usd: formatUsd(usd ?? null, '–') }));
    }
    case 'scorer-broken':
      return stopped(notes['scorer-broken']({ detail: messageOf(end.error) }));
    default:
      return end satisfies never;
  }
};
