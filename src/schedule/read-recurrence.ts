import { usageError } from '../errors.ts';
import { nearestWord } from '../flames/nearest-word.ts';
import { cronOfWords } from './cron-of-words.ts';
import type { Recurrence } from './schedule.ts';
import { isCron, nextSlots } from './slots.ts';

/** A channel is no place for what comes more often. */
const LEAST_GAP_MS = 3_600_000;
const LOOKED_AT = 50;
/** Any moment: which times there are at all does not depend on it. */
const SOME_MOMENT = new Date('2026-01-01T00:00:00Z');

/** Reads when something recurs. Throws a usage error for words or a zone that mean nothing, for never and for too often. */
export const readRecurrence = (words: string, zone: string): Recurrence => {
  const cron = cronOfWords(words);
  if (cron === undefined || !isCron(cron)) throw usageError('bad-when', { words });
  const recurrence = { words, cron, timeZone: timeZoneOf(zone) };
  const slots = nextSlots(recurrence, SOME_MOMENT, LOOKED_AT).map((slot) => slot.getTime());
  if (slots.length === 0) throw usageError('when-never', { words });
  if (slots.some((slot, at) => slot - (slots[at - 1] ?? Number.NEGATIVE_INFINITY) < LEAST_GAP_MS)) {
    throw usageError('when-too-often', { words });
  }
  return recurrence;
};

/** A name such as `Asia/Shanghai`, as the IANA list writes it. Short names mean several zones and are refused. */
const timeZoneOf = (zone: string): string => {
  const isName = zone.includes('/') || zone.toUpperCase() === 'UTC';
  try {
    if (isName) return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    // not a zone: said below
  }
  throw usageError('bad-time-zone', {
    zone,
    nearest: nearestWord(zone, Intl.supportedValuesOf('timeZone')),
  });
};
