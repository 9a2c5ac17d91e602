import type { Board } from '../history/leaderboard.ts';
import { formatCount, formatRate } from '../texts/format.ts';
import { leaderboardTexts } from '../texts/leaderboard.ts';
import type { Locale } from '../texts/locale.ts';
import { pictureTexts } from '../texts/pictures.ts';
import { altOfRow } from './alt-of.ts';
import type { IntervalPicture, IntervalRow } from './picture.ts';

/** Models that can be read in a chat; the card and the data have all. */
const MOST = 20;

/** A board's models under each other, the highest rate first: overlapping intervals are seen at once. */
export const leaderboardPicture = (
  { promptSet, scorer, rows: all }: Board,
  locale: Locale,
): IntervalPicture => {
  const texts = pictureTexts[locale];
  const rows = all.slice(0, MOST).map((row) => toRow(row, locale));
  const more = all.length - rows.length;
  return {
    kind: 'intervals',
    name: 'leaderboard',
    locale,
    title: texts.leaderboard({ promptSet }),
    subtitle: texts.leaderboardTerms({ scorer: scorer.name, models: all.length }),
    legend: [],
    columns: {
      label: leaderboardTexts[locale].model,
      text: leaderboardTexts[locale].rate,
      count: texts.count,
    },
    rows,
    notes: [
      texts.leaderboardLines,
      ...(more > 0 ? [texts.leaderboardMore({ n: more })] : []),
      ...(scorer.triage ? [texts.triage({ scorer: scorer.name })] : []),
    ],
    alt: texts.altLeaderboard({ promptSet, rows: rows.map((row) => altOfRow(row, locale)).join(' ') }),
  };
};

const toRow = ({ model, overall, prompts }: Board['rows'][number], locale: Locale): IntervalRow => ({
  label: model,
  total: false,
  marks:
    overall === null
      ? []
      : [
          {
            series: 'first',
            value: overall.harmlessRate,
            ci95: overall.ci95,
            text: formatRate(overall.harmlessRate),
            count: formatCount(prompts),
          },
        ],
  missing: pictureTexts[locale].noOverall,
});
