import type { Digest, EndedResult } from '../digest/compose-digest.ts';
import { digestTexts } from '../texts/digest.ts';
import { formatPoints, formatRate } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { pictureTexts } from '../texts/pictures.ts';
import { altOfRow } from './alt-of.ts';
import type { IntervalPicture, IntervalRow } from './picture.ts';

/** Boards and models that can be read in a chat; the card and the data have all. */
const MOST_BOARDS = 3;
const MOST_MODELS = 15;

/**
 * What ran, a picture for each set and scorer: the latest run of each model, and by how much it moved where the digest's
 * tests show more than chance. Empty when nothing has a rate.
 */
export const digestPictures = (digest: Digest, locale: Locale): readonly IntervalPicture[] =>
  boardsOf(digest.ran)
    .slice(0, MOST_BOARDS)
    .map((ran) => boardPicture(ran, digest, locale));

type Rated = EndedResult & { readonly overall: NonNullable<EndedResult['overall']> };

const boardsOf = (ran: Digest['ran']): readonly (readonly [Rated, ...Rated[]])[] => {
  const boards = new Map<string, [Rated, ...Rated[]]>();
  for (const { overall, ...rest } of ran) {
    if (overall === null) continue;
    const key = JSON.stringify([rest.promptSet, rest.scorer.version]);
    const board = boards.get(key);
    if (board === undefined) boards.set(key, [{ ...rest, overall }]);
    // the newest stand first: a model's later run is there already
    else if (board.every(({ model }) => model !== rest.model)) board.push({ ...rest, overall });
  }
  return [...boards.values()];
};

const boardPicture = (ran: readonly [Rated, ...Rated[]], digest: Digest, locale: Locale): IntervalPicture => {
  const texts = pictureTexts[locale];
  const [{ promptSet, scorer }] = ran;
  const shown = ran.toSorted((a, b) => b.overall.harmlessRate - a.overall.harmlessRate).slice(0, MOST_MODELS);
  const rows = shown.map((each) => toRow(each, digest, locale));
  const more = ran.length - shown.length;
  return {
    kind: 'intervals',
    name: `digest-${digest.to.slice(0, 10)}`,
    locale,
    title: texts.digest({ from: digest.from.slice(0, 10), to: digest.to.slice(0, 10) }),
    subtitle: texts.trendTerms({ promptSet, scorer: scorer.name }),
    legend: [],
    columns: { label: digestTexts[locale].model, text: digestTexts[locale].rate, count: texts.change },
    rows,
    notes: [
      texts.digestLines,
      texts.digestChange,
      ...(more > 0 ? [texts.leaderboardMore({ n: more })] : []),
      ...(scorer.triage ? [texts.triage({ scorer: scorer.name })] : []),
    ],
    alt: texts.altDigest({ promptSet, rows: rows.map((row) => altWithChange(row, locale)).join(' ') }),
  };
};

const UNCHANGED = '~';

const toRow = ({ model, run, overall }: Rated, { compared }: Digest, locale: Locale): IntervalRow => {
  const move = compared.find((each) => each.run === run)?.moves.find(({ place }) => place === 'overall');
  const change =
    move === undefined ? '–' : move.verdict === 'no-change' ? UNCHANGED : formatPoints(move.difference);
  return {
    label: model,
    total: false,
    marks: [
      {
        series: 'first',
        value: overall.harmlessRate,
        ci95: overall.ci95,
        text: formatRate(overall.harmlessRate),
        count: change,
      },
    ],
    missing: pictureTexts[locale].noOverall,
  };
};

const altWithChange = (row: IntervalRow, locale: Locale): string => {
  const [mark] = row.marks;
  const texts = pictureTexts[locale];
  const moved = mark !== undefined && !['–', UNCHANGED].includes(mark.count);
  return `${altOfRow(row, locale)}${moved ? texts.altChange({ points: mark.count }) : ''}`;
};
