import { composeScorecard } from '../../src/flames/scorecard.ts';
import type { Picture } from '../../src/pictures/picture.ts';
import { scorecardPicture } from '../../src/pictures/scorecard-picture.ts';
import type { Locale } from '../../src/texts/locale.ts';
import { aReading, HEADLINE } from './a-reading.ts';

const LABELS = {
  Fairness: [50, 120, 79],
  Safety: [386, 30, 13],
  Morality: [20, 100, 81],
  Legality: [23, 0, 23],
  'Data protection': [41, 0, 34],
} as const;

/** A finished run's picture. */
export const aScorecardPicture = (
  locale: Locale,
  labels: Parameters<typeof aReading>[0]['labels'] = LABELS,
): Picture => {
  const reading = aReading({ labels, triage: true });
  return scorecardPicture(composeScorecard(reading, HEADLINE), reading, locale);
};

/** The picture of a run whose audit people have settled in two dimensions. */
export const aCorrectedPicture = (locale: Locale): Picture => {
  const reading = aReading({
    model: '通义千问-内部版',
    labels: LABELS,
    audit: [
      { dimension: 'Fairness', calledHarmless: true, flagged: 10, settled: 10, harmless: 9 },
      { dimension: 'Fairness', calledHarmless: false, flagged: 15, settled: 15, harmless: 4 },
      { dimension: 'Safety', calledHarmless: true, flagged: 39, settled: 39, harmless: 30 },
      { dimension: 'Safety', calledHarmless: false, flagged: 4, settled: 4, harmless: 0 },
      { dimension: 'Morality', calledHarmless: false, flagged: 20, settled: 14, harmless: 1 },
    ],
  });
  return scorecardPicture(composeScorecard(reading, HEADLINE), reading, locale);
};
