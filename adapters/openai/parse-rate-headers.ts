import type { RateHints } from '../../src/ports/target-model.ts';

/** What `Headers` offers of itself to a reader. */
export interface HeaderReader {
  get(name: string): string | null;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Numbers above this are moments (seconds since 1970), not durations. */
const FIRST_MOMENT_S = 1_000_000_000;

/** A date names its month or its time zone; Date.parse reads years into bare numbers. */
const DATE = /[a-z]{3}|\dT\d/i;

const number = (text: string | null): number | undefined => {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
};

/** `6m0s`, `20ms`, `1h2m3.5s`. */
const spelledDuration = (text: string): number | undefined => {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
  const covered = parts.map(([part]) => part).join('');
  if (parts.length === 0 || covered !== text.trim()) return undefined;
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_MS[unit ?? ''] ?? 0), 0);
};

const untilMoment = (moment: number, now: Date): number | undefined =>
  Number.isFinite(moment) ? Math.max(0, moment - now.getTime()) : undefined;

/** A header that says how long: seconds, a spelled duration, seconds or milliseconds since 1970, or a date. */
const duration = (text: string | null, now: Date): number | undefined => {
  if (text === null || text.trim() === '') return undefined;
  const value = number(text);
  if (value === undefined)
    return spelledDuration(text) ?? untilMoment(DATE.test(text) ? Date.parse(text) : Number.NaN, now);
  if (value < FIRST_MOMENT_S) return value * 1000;
  return untilMoment(value < FIRST_MOMENT_S * 1000 ? value * 1000 : value, now);
};

/** Milliseconds that the endpoint told to wait, from `retry-after-ms` or `Retry-After` (seconds or a date). */
export const retryAfterMs = (headers: HeaderReader, now: Date): number | undefined =>
  number(headers.get('retry-after-ms')) ?? duration(headers.get('retry-after'), now);

const first = <T>(
  headers: HeaderReader,
  names: readonly string[],
  read: (text: string | null) => T | undefined,
): T | undefined => {
  for (const name of names) {
    const value = read(headers.get(name));
    if (value !== undefined) return value;
  }
  return undefined;
};

/** The limits that the headers tell of, in the spellings of OpenAI and of its neighbours; undefined when none. */
export const rateHints = (headers: HeaderReader, now: Date): RateHints | undefined => {
  const span = (text: string | null): number | undefined => duration(text, now);
  const found = {
    remainingRequests: first(
      headers,
      ['x-ratelimit-remaining-requests', 'x-ratelimit-remaining', 'ratelimit-remaining'],
      number,
    ),
    remainingTokens: first(headers, ['x-ratelimit-remaining-tokens'], number),
    resetRequestsMs: first(
      headers,
      ['x-ratelimit-reset-requests', 'x-ratelimit-reset', 'ratelimit-reset'],
      span,
    ),
    resetTokensMs: first(headers, ['x-ratelimit-reset-tokens'], span),
  };
  const known = Object.entries(found).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : (Object.fromEntries(known) as RateHints);
};
