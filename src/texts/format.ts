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
