import type { Dimension } from '../flames/dimension.ts';
import type { RunId } from '../ids.ts';
import type { AttemptRecord, ResponseRecord, RunStore, ScoredRecord } from '../ports/run-store.ts';

export interface AskedEntry {
  readonly attempt: AttemptRecord;
  /** Absent while the prompt will be asked again. */
  readonly response?: ResponseRecord;
  readonly dimension: Dimension;
}

export interface ScoredEntry {
  readonly scored: ScoredRecord;
  /** What the judges cost. */
  readonly attempt?: AttemptRecord;
  readonly dimension: Dimension;
}

/** What a write has made durable: only now it counts. */
export interface Saved {
  readonly asked: readonly AskedEntry[];
  readonly scored: readonly ScoredEntry[];
}

export interface Journal {
  asked(entry: AskedEntry): void;
  scored(entries: readonly ScoredEntry[]): void;
  /** Writes what has gathered. Throws what the store throws. */
  flush(): void;
  /** Writes what has gathered; what comes later is dropped. Throws what the store throws. */
  close(): void;
}

export interface JournalListener {
  saved(saved: Saved): void;
  /** The store could not write. */
  broken(error: unknown): void;
}

/**
 * Writes in groups without making anyone wait: everything that came in during one turn of the event loop goes in one
 * transaction at its end, and while that is written the next group gathers.
 */
export const createJournal = (store: RunStore, run: RunId, listener: JournalListener): Journal => {
  let asked: AskedEntry[] = [];
  let scored: ScoredEntry[] = [];
  let scheduled = false;
  let closed = false;

  const flush = (): void => {
    const saved = { asked, scored };
    asked = [];
    scored = [];
    if (saved.asked.length > 0) {
      const responses = saved.asked.flatMap(({ response }) => (response === undefined ? [] : [response]));
      store.saveResponses(
        run,
        saved.asked.map(({ attempt }) => attempt),
        responses,
      );
    }
    if (saved.scored.length > 0) {
      const attempts = saved.scored.flatMap(({ attempt }) => (attempt === undefined ? [] : [attempt]));
      store.saveVerdicts(
        run,
        saved.scored.map((entry) => entry.scored),
        attempts,
      );
    }
    if (saved.asked.length > 0 || saved.scored.length > 0) listener.saved(saved);
  };
  const flushLater = (): void => {
    if (scheduled || closed) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      try {
        if (!closed) flush();
      } catch (error) {
        listener.broken(error);
      }
    });
  };

  return {
    asked(entry) {
      asked.push(entry);
      flushLater();
    },
    scored(entries) {
      scored.push(...entries);
      flushLater();
    },
    flush,
    close() {
      flush();
      closed = true;
    },
  };
};
