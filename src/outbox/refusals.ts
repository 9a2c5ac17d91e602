import type { PlatformErrorCode } from '../errors.ts';

/** Refusals that people mend: channels are restored, rights are given back. */
export const MENDABLE: readonly PlatformErrorCode[] = ['channel-gone', 'missing-right'];

const FIRST_MS = 10 * 60_000;
/** No post waits for longer before it is tried again. */
export const LONGEST_MS = 2 * 3_600_000;
const DAYS_TRIED = 7;

/** Milliseconds until a refused post is tried again after `failures` (from 1 on) in a row: from ten minutes, doubling to two hours. */
export const retryMs = (failures: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(10, Math.max(0, failures - 1)));

/** What keys begin with whose posts are for their moment and not tried again: a reminder's, and an answer's. */
export const REMINDER = 'reminder:';
export const ANSWER = 'event:';
export const FOR_THEIR_MOMENT: readonly string[] = [REMINDER, ANSWER];

/** A refused post whose card last changed before this is not tried again by itself. */
export const triedSince = (now: Date): Date => new Date(now.getTime() - DAYS_TRIED * 24 * 3_600_000);
