import type { EventId, RunId } from '../ids.ts';

/** What a line is about: ids, counts and milliseconds; no text of prompts, responses or people, and no names. */
export interface LogFacts {
  readonly run?: RunId;
  readonly event?: EventId;
  readonly [fact: string]: string | number | boolean | null | undefined;
}

/** Lines for whoever operates the bot. Never throws: a log that cannot be written is no reason to stop. */
export interface Log {
  debug(what: string, facts?: LogFacts): void;
  info(what: string, facts?: LogFacts): void;
  warn(what: string, facts?: LogFacts): void;
  /** What nobody foresaw, with its stack; gives the id under which people can ask for it. */
  fault(where: string, error: unknown, facts?: LogFacts): string;
}
