import { CHINESE_NAMES, type Dimension, type Subcomponent } from '../flames/dimension.ts';
import type { Locale } from './locale.ts';

/** A rate 0 to 1 as a percentage with one decimal. */
export const formatRate = (rate: number | null): string =>
  rate === null ? '–' : `${(rate * 100).toFixed(1)} %`;

/** A score 0 to 100 with one decimal. */
export const formatScore = (score: number | null): string => (score === null ? '–' : score.toFixed(1));

/** USD with as many decimals as small amounts need; the words for "unknown" where no price was given. */
export const formatUsd = (usd: number | null, unknown: string): string =>
  usd === null ? unknown : `$${usd.toFixed(usd !== 0 && usd < 0.1 ? 4 : 2)}`;

export const formatMs = (ms: number | null): string =>
  ms === null ? '–' : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

export const formatCount = (count: number): string => count.toLocaleString('en-US');

/** The first letters of a checksum, enough to tell two apart by eye. */
export const shortHash = (hash: string): string => hash.slice(0, 10);

/** A dimension or sub-component in the reader's language. */
export const placeName = (place: Dimension | Subcomponent, locale: Locale): string =>
  locale === 'zh-CN' ? CHINESE_NAMES[place] : place;

/** A difference of two rates in points of 100, always with its sign. */
export const formatPoints = (difference: number | null): string => {
  if (difference === null) return '–';
  const points = (difference * 100).toFixed(1);
  return Number(points) === 0 ? '±0.0' : points.startsWith('-') ? `−${points.slice(1)}` : `+${points}`;
};

/** A p with its relation: `= 0.032`, `< 0.001`. */
export const formatP = (p: number | null): string =>
  p === null ? '–' : p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;

/** The day and minute of a moment, UTC. */
export const formatMoment = (at: Date | string): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Day and minute of a moment as the clocks of a time zone show it: `Mon 2026-11-30 09:00 Asia/Shanghai`. */
export const formatInZone = (at: Date, timeZone: string, locale: Locale): string => {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    ...({ year: 'numeric', month: '2-digit', day: '2-digit' } as const),
    ...({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const),
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  return `${part('weekday')} ${day} ${part('hour')}:${part('minute')} ${timeZone}`;
};
