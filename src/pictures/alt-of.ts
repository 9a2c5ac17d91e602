import type { Interval } from '../statistics/interval.ts';
import { formatRate } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { pictureTexts } from '../texts/pictures.ts';
import type { IntervalRow } from './picture.ts';

interface Said {
  readonly label: string;
  readonly text: string;
  readonly ci95: Interval;
}

/** A rate with its interval, for whoever cannot see where it stands. */
export const altOfRate = ({ label, text, ci95: [low, high] }: Said, locale: Locale): string =>
  pictureTexts[locale].altRow({ label, rate: text, low: formatRate(low), high: formatRate(high) });

/** A row's rates, or why it has none. */
export const altOfRow = ({ label, marks, missing }: IntervalRow, locale: Locale): string => {
  const texts = pictureTexts[locale];
  if (marks.length === 0) return texts.altMissing({ label, missing });
  return marks
    .map(({ series, ...mark }) =>
      altOfRate({ ...mark, label: series === 'first' ? label : texts.altCorrected({ label }) }, locale),
    )
    .join(' ');
};
