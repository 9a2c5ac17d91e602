import type { Digest, EndedResult } from '../digest/compose-digest.ts';
import { LEAST_BALLOTS } from '../review/agreement.ts';
import { digestTexts } from '../texts/digest.ts';
import { formatCount, formatRate, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { asForeign, type Block, type Card, cell, note, text, warning } from './card.ts';
import { intervalCell } from './dimension-table.ts';
import { dueBlocks } from './due-blocks.ts';
import { moveBlocks } from './move-blocks.ts';

/** What ran, what moved by more than chance, how the review stands and what comes next. */
export const digestCard = (digest: Digest, locale: Locale): Card => {
  const texts = digestTexts[locale];
  return {
    kind: 'digest',
    locale,
    title: [
      { kind: 'strong', text: texts.title },
      ' · ',
      { kind: 'time', at: digest.from },
      texts.to,
      { kind: 'time', at: digest.to },
    ],
    blocks: [
      heading(texts.ran),
      ...ranBlocks(digest.ran, locale),
      ...(digest.ran.length === 0 ? [] : [heading(texts.moved), ...moveBlocks(digest, locale)]),
      heading(texts.review),
      ...reviewBlocks(digest, locale),
      heading(texts.due),
      ...dueBlocks(digest.due, locale),
    ],
  };
};

const heading = (words: string): Block => ({ kind: 'heading', text: words });

/** Runs that one message names, and those of them that did not complete; the data has all. */
const SHOWN = 15;
const INCOMPLETE_SHOWN = 5;

const ranBlocks = (ran: readonly EndedResult[], locale: Locale): readonly Block[] => {
  const texts = digestTexts[locale];
  if (ran.length === 0) return [text(texts.nothingRan)];
  const completed = ran.filter(({ state }) => state === 'completed');
  const left = completed.length - SHOWN;
  return [
    ...boardsOf(completed.slice(0, SHOWN)).flatMap((board) => boardBlocks(board, locale)),
    ...(left > 0 ? [note(texts.more({ n: formatCount(left) }))] : []),
    ...ran
      .filter(({ state }) => state !== 'completed')
      .slice(0, INCOMPLETE_SHOWN)
      .map(({ run, model, state }) =>
        text(texts.notComplete({ run, state: scorecardTexts[locale][`state-${state}`] }), asForeign(model)),
      ),
  ];
};

/** Runs of one set by one scorer; others are not comparable and stand apart. */
const boardsOf = (ran: readonly EndedResult[]): readonly (readonly EndedResult[])[] => {
  const keyOf = ({ promptSet, scorer }: EndedResult): string => JSON.stringify([promptSet, scorer.version]);
  return [...new Set(ran.map(keyOf))].map((key) => ran.filter((each) => keyOf(each) === key));
};

const boardBlocks = (ran: readonly EndedResult[], locale: Locale): readonly Block[] => {
  const texts = digestTexts[locale];
  const [first] = ran;
  if (first === undefined) return [];
  const { scorer, promptSet, headline } = first;
  return [
    text({ kind: 'strong', text: texts.board({ promptSet, scorer: scorer.name }) }),
    ...(scorer.triage ? [note(scorecardTexts[locale].triage({ scorer: scorer.name }))] : []),
    ...(headline ? [] : [warning(asForeign(texts.withheld({ scorer: scorer.name })))]),
    {
      kind: 'table',
      caption: texts.caption,
      columns: [
        { title: texts.model, align: 'left' },
        { title: texts.rate, align: 'right' },
        { title: texts.interval, align: 'left' },
        { title: texts.prompts, align: 'right' },
        { title: texts.missing, align: 'right' },
        { title: texts.run, align: 'left' },
      ],
      rows: ran.map(({ model, overall, prompts, failed, unscored, run }) => [
        cell(asForeign(model)),
        cell(formatRate(overall?.harmlessRate ?? null)),
        intervalCell(overall?.harmlessRate ?? null, overall?.ci95 ?? null),
        cell(formatCount(prompts)),
        cell(`${formatCount(failed)} / ${formatCount(unscored)}`),
        cell(run),
      ]),
    },
  ];
};

const reviewBlocks = ({ review }: Digest, locale: Locale): readonly Block[] => {
  const texts = digestTexts[locale];
  const { audit, borderline } = review.flags;
  const count = (state: keyof typeof audit): number => audit[state] + borderline[state];
  const [open, disputed] = [count('open'), count('disputed')];
  const settled = count('settled') + count('adjudicated');
  if (open + disputed + settled === 0) return [text(texts.noFlags)];
  const states = { open: formatCount(open), settled: formatCount(settled), disputed: formatCount(disputed) };
  return [
    text(texts.states(states), texts.closed({ n: formatCount(review.closed) })),
    peopleBlock(review.agreement, locale),
    ...review.scorers.map(
      ({
        scorer,
        n,
        accuracy,
        ci95: {
          accuracy: [low, high],
        },
      }) =>
        text(
          asForeign(
            texts.scorer({
              name: scorer.name,
              rate: formatRate(accuracy),
              low: formatRate(low),
              high: formatRate(high),
              n: formatCount(n),
            }),
          ),
        ),
    ),
  ];
};

const peopleBlock = (agreement: Digest['review']['agreement'], locale: Locale): Block => {
  const texts = digestTexts[locale];
  const known = agreement.flatMap(({ dimension, alpha, ci95 }) =>
    alpha === null
      ? []
      : [
          `${placeName(dimension, locale)} ${alpha.toFixed(2)}${ci95 === null ? '' : ` (${ci95[0].toFixed(2)}–${ci95[1].toFixed(2)})`}`,
        ],
  );
  const most = Math.max(0, ...agreement.map(({ ballots }) => ballots));
  return text(
    known.length === 0
      ? texts.peopleFew({ ballots: most, least: LEAST_BALLOTS })
      : texts.people({ list: known.join(locale === 'en' ? ', ' : '、') }),
  );
};
