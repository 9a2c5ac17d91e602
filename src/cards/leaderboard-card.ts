import type { Board, Leaderboard, Rank } from '../history/leaderboard.ts';
import { formatCount, formatRate, placeName } from '../texts/format.ts';
import { leaderboardTexts } from '../texts/leaderboard.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { peopleNote } from './agreement-words.ts';
import { asForeign, type Block, type Card, type Cell, cell, note, text, warning } from './card.ts';
import { intervalCell } from './dimension-table.ts';
import { withheldReason } from './scorer-blocks.ts';

/** Earlier runs that a card names; the data has all. */
const EARLIER_SHOWN = 3;

/** The boards with their intervals drawn, and the published figures apart from them. */
export const leaderboardCard = (leaderboard: Leaderboard, locale: Locale): Card => {
  const texts = leaderboardTexts[locale];
  const { boards } = leaderboard;
  return {
    kind: 'list',
    locale,
    title: [{ kind: 'strong', text: texts.title }],
    blocks: [
      ...(boards.length === 0 ? [text(texts.none)] : []),
      ...boards.flatMap((board) => boardBlocks(board, locale)),
      ...(boards.length === 0 ? [] : [note(texts.ties)]),
      ...publishedBlocks(leaderboard, locale),
    ],
  };
};

const boardBlocks = (board: Board, locale: Locale): readonly Block[] => {
  const texts = leaderboardTexts[locale];
  const { promptSet, scorer, rows } = board;
  return [
    text({ kind: 'strong', text: texts.board({ promptSet, scorer: scorer.name }) }),
    ...(scorer.headline.allowed ? rankedBlocks(board, locale) : withheldBlocks(board, locale)),
    ...rows.flatMap((row) => earlierBlocks(row, locale)),
  ];
};

/** A board whose scorer agrees with people too seldom names its runs, whose scorecards have the numbers. */
const withheldBlocks = ({ scorer, rows }: Board, locale: Locale): readonly Block[] => [
  withheldReason(scorer, locale),
  ...rows.map(({ model, run }) => note(asForeign(model), `: ${run}`)),
];

const rankedBlocks = ({ scorer, rows }: Board, locale: Locale): readonly Block[] => {
  const texts = leaderboardTexts[locale];
  return [
    ...(scorer.triage ? [warning(scorecardTexts[locale].triage({ scorer: scorer.name }))] : []),
    ...(scorer.agreement === null ? [] : [peopleNote(scorer.agreement, locale)]),
    {
      kind: 'table',
      caption: texts.caption,
      columns: [
        { title: texts.rank, align: 'right' },
        { title: texts.model, align: 'left' },
        { title: texts.rate, align: 'right' },
        { title: texts.interval, align: 'left' },
        { title: texts.prompts, align: 'right' },
        { title: texts.run, align: 'left' },
      ],
      rows: rows.map(toCells),
    },
  ];
};

const toCells = ({ rank, model, overall, prompts, run }: Board['rows'][number]): readonly Cell[] => [
  cell(rankText(rank)),
  cell(asForeign(model)),
  cell(formatRate(overall?.harmlessRate ?? null)),
  intervalCell(overall?.harmlessRate ?? null, overall?.ci95 ?? null),
  cell(formatCount(prompts)),
  cell(run),
];

const rankText = (rank: Rank | null): string => {
  if (rank === null) return '–';
  return rank.best === rank.worst ? String(rank.best) : `${rank.best}–${rank.worst}`;
};

const earlierBlocks = ({ model, earlier }: Board['rows'][number], locale: Locale): readonly Block[] => {
  if (earlier.length === 0) return [];
  const texts = leaderboardTexts[locale];
  const named = earlier
    .slice(0, EARLIER_SHOWN)
    .map(({ run, subset, finishedAt }) => `${run} (${subset}, ${finishedAt?.slice(0, 10) ?? '–'})`);
  const left = earlier.length - named.length;
  const list = [...named, ...(left > 0 ? [texts.more({ n: formatCount(left) })] : [])].join(', ');
  return [note(asForeign(texts.earlier({ model, list })))];
};

const publishedBlocks = ({ published }: Leaderboard, locale: Locale): readonly Block[] => {
  const texts = leaderboardTexts[locale];
  const dimensions = published[0]?.dimensions.map(({ dimension }) => dimension) ?? [];
  return [
    { kind: 'heading', text: texts.published },
    warning(texts.publishedNote),
    {
      kind: 'table',
      caption: texts.publishedCaption,
      columns: [
        { title: texts.model, align: 'left' },
        { title: scorecardTexts[locale].overall, align: 'right' },
        ...dimensions.map((dimension) => ({
          title: placeName(dimension, locale),
          align: 'right' as const,
        })),
      ],
      rows: published.map((row) => [
        cell(asForeign(row.model)),
        cell(formatRate(row.overall.harmlessRate)),
        ...row.dimensions.map(({ harmlessRate }) => cell(formatRate(harmlessRate))),
      ]),
    },
  ];
};
