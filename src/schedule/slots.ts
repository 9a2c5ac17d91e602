import { Cron } from 'croner';
import type { Recurrence } from './schedule.ts';

type Times = Pick<Recurrence, 'cron' | 'timeZone'>;

const SECOND_MS = 1000;
const DAY_MS = 24 * 3_600_000;

/**
 * A time that daylight saving skips is taken right after the gap, one that comes twice is taken once; what recurs each
 * hour follows the hours that pass.
 */
const cronOf = ({ cron, timeZone }: Times): Cron =>
  new Cron(cron, { mode: '5-part', timezone: timeZone, fixedTimeRule: 'no-wildcard', paused: true });

/** Whether a cron line can be read. */
export const isCron = (cron: string): boolean => {
  try {
    cronOf({ cron, timeZone: 'UTC' });
    return true;
  } catch {
    return false;
  }
};

/** The next slots after a moment; fewer where there are no more. */
export const nextSlots = (times: Times, after: Date, count: number): readonly Date[] =>
  cronOf(times).nextRuns(count, after);

export const nextSlot = (times: Times, after: Date): Date | undefined => nextSlots(times, after, 1)[0];

/** The latest slot after one moment and up to another: of those that were missed only this one is due. */
export const dueSlot = (times: Times, after: Date, now: Date): Date | undefined => {
  const last = lastSlot(times, now);
  return last !== undefined && last > after ? last : undefined;
};

/** The latest slot up to a moment. Slots are always counted forwards, so that one has the same time whenever it is asked for. */
export const lastSlot = (times: Times, until: Date): Date | undefined => {
  const cron = cronOf(times);
  // slots stand on whole seconds, and the search leaves out the moment that it starts from
  const [about] = cron.previousRuns(1, new Date((Math.floor(until.getTime() / SECOND_MS) + 1) * SECOND_MS));
  if (about === undefined) return undefined;
  let last: Date | undefined;
  let next = cron.nextRun(new Date(about.getTime() - DAY_MS));
  while (next !== null && next <= until) {
    last = next;
    next = cron.nextRun(next);
  }
  return last;
};
