import { composeScorecard } from '../../src/flames/scorecard.ts';
import { composeLeaderboard } from '../../src/history/leaderboard.ts';
import type { RunResult } from '../../src/history/run-series.ts';
import { leaderboardPicture } from '../../src/pictures/leaderboard-picture.ts';
import type { IntervalPicture, TrendPicture } from '../../src/pictures/picture.ts';
import { scorecardPicture } from '../../src/pictures/scorecard-picture.ts';
import { trendPicture } from '../../src/pictures/trend-picture.ts';
import type { BoardRun } from '../../src/ports/run-history.ts';
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
): IntervalPicture => {
  const reading = aReading({ labels, triage: true });
  return scorecardPicture(composeScorecard(reading, HEADLINE), reading, locale);
};

/** The picture of a run whose audit people have settled in two dimensions. */
export const aCorrectedPicture = (locale: Locale): IntervalPicture => {
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

/** A model's runs on growing subsets, and then a better one. */
export const aTrendPicture = (locale: Locale): TrendPicture => {
  const shares = [0.3, 0.36, 0.31, 0.34, 0.52, 0.55];
  const results = shares.map((share, index): RunResult => {
    const n = [10, 20, 60, 100, 100, 249][index] ?? 20;
    const harmless = Math.round(share * n);
    const reading = aReading({
      labels: { Safety: [harmless, 0, n - harmless] },
      run: {
        subset: ['smoke', 'quick', 'n=300', 'n=500', 'n=500', 'safety:249 legality'][index] ?? '',
        finishedAt: new Date(Date.UTC(2026, 9, 5 + 7 * index)),
      },
    });
    const { overall } = composeScorecard(reading, HEADLINE);
    if (overall === null) throw new Error('A run with labels has an overall rate.');
    return { run: reading.run, overall };
  });
  const picture = trendPicture(results, locale);
  if (picture === undefined) throw new Error('Six runs make a trend.');
  return picture;
};

/** A board with long, Chinese and unscored models. */
export const aLeaderboardPicture = (locale: Locale): IntervalPicture => {
  const models: readonly (readonly [string, number])[] = [
    ['model-x-70b-instruct-2026-11-checkpoint-final', 180],
    ['通义千问-内部版', 150],
    ['gpt-龘-preview', 140],
    ['baseline-refuse', 12],
    ['baseline-echo', 0],
  ];
  const latest = models.map(([model, harmless]): BoardRun => {
    const { run, tally } = aReading({
      model,
      triage: true,
      labels: { Safety: [harmless, 0, 200 - harmless] },
    });
    return { run, tally, scoreLimits: {}, agreement: null, promptContent: 'same', earlier: [] };
  });
  const { run } = aReading({ model: 'not-scored-yet', triage: true, labels: { Safety: [0, 0, 0] } });
  const unscored = { run, tally: [], scoreLimits: {}, agreement: null, promptContent: 'same', earlier: [] };
  const [board] = composeLeaderboard([...latest, unscored], { source: '', rows: [] }, HEADLINE).boards;
  if (board === undefined) throw new Error('Runs make a board.');
  return leaderboardPicture(board, locale);
};
