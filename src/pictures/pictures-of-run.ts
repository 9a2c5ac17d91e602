import type { Scorecard } from '../flames/scorecard.ts';
import { runSeries, type SeriesReads } from '../history/run-series.ts';
import type { RunReading } from '../ports/run-store.ts';
import type { Locale } from '../texts/locale.ts';
import type { Picture } from './picture.ts';
import { scorecardPicture } from './scorecard-picture.ts';
import { trendPicture } from './trend-picture.ts';

/** More would be too close together to be read. */
const MOST_RUNS = 10;

/**
 * What a run is shown with: its scorecard, and the model's trend up to it where there is one; the past has none, and
 * a run without any label, or without a headline, is not shown.
 */
export const picturesOfRun = (
  scorecard: Scorecard,
  reading: RunReading,
  reads: SeriesReads,
  locale: Locale,
  asOf?: Date,
): readonly Picture[] => {
  if (!scorecard.scorer.headline.allowed) return [];
  if (scorecard.dimensions.every(({ n }) => n === 0)) return [];
  const series = asOf === undefined ? runSeries(reading.run, MOST_RUNS, reads) : [];
  const trend = trendPicture(series, locale);
  return [scorecardPicture(scorecard, reading, locale, asOf), ...(trend === undefined ? [] : [trend])];
};
