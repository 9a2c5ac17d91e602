import { type Agreement, LEAST_BALLOTS } from '../review/agreement.ts';
import type { PersonReport } from '../review/reliability.ts';
import type { ReviewReport, ScorerReport } from '../review/review-report.ts';
import type { Interval } from '../statistics/interval.ts';
import { formatCount, formatRate, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import { reviewReportTexts } from '../texts/review-report.ts';
import { asForeign, type Block, type Card, type Cell, type Column, cell, note, text } from './card.ts';

/** How far people agree with each other and with the scorers; who is how reliable, as far as the reader may know. */
export const reviewReportCard = (report: ReviewReport, locale: Locale, everybody: boolean): Card => {
  const texts = reviewReportTexts[locale];
  const { audit, borderline } = report.flags;
  const any = [audit, borderline].some((states) => Object.values(states).some((count) => count > 0));
  const states = (['audit', 'borderline'] as const).map((reason) =>
    text(`${reviewTexts[locale][reason]}: ${texts.states(report.flags[reason])}`),
  );
  return {
    kind: 'list',
    locale,
    title: [{ kind: 'strong', text: report.run === null ? texts.title : texts.ofRun({ run: report.run }) }],
    blocks: any
      ? [
          ...states,
          heading(texts.agreement),
          agreementTable(report, locale),
          ...scorerBlocks(report.scorers, locale),
          ...peopleBlocks(report.people, locale, everybody),
        ]
      : [text(texts.nothing)],
  };
};

const heading = (words: string): Block => ({ kind: 'heading', text: words });

const columns = (first: string, ...others: readonly string[]): readonly Column[] => [
  { title: first, align: 'left' },
  ...others.map((title): Column => ({ title, align: 'right' })),
];

const agreementTable = ({ agreement }: ReviewReport, locale: Locale): Block => {
  const texts = reviewReportTexts[locale];
  return {
    kind: 'table',
    caption: texts.agreement,
    columns: columns(texts.dimension, 'α', texts.interval, texts.ballots),
    rows: agreement.map(({ dimension, ...found }) => [
      cell(placeName(dimension, locale)),
      ...agreementCells(found, locale),
    ]),
  };
};

const agreementCells = ({ alpha, ci95, ballots }: Agreement, locale: Locale): readonly Cell[] => {
  const texts = reviewReportTexts[locale];
  const few = ballots < LEAST_BALLOTS;
  return [
    cell(figure(alpha)),
    cell(ci95 !== null ? limits(ci95) : few ? '' : texts.oneLabel),
    cell(few ? texts.few({ ballots, least: LEAST_BALLOTS }) : formatCount(ballots)),
  ];
};

const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
const limits = ([low, high]: Interval): string => `${low.toFixed(2)}–${high.toFixed(2)}`;
const withLimits = (value: number | null, ci95: Interval | null): string =>
  ci95 === null ? figure(value) : `${figure(value)} (${limits(ci95)})`;

const scorerBlocks = (scorers: readonly ScorerReport[], locale: Locale): readonly Block[] => {
  const texts = reviewReportTexts[locale];
  if (scorers.length === 0) return [text(texts.noAudit)];
  const table: Block = {
    kind: 'table',
    caption: texts.scorers,
    columns: columns(texts.scorer, texts.labels, texts.accuracy, 'AUC', texts.ece),
    rows: scorers.map(({ scorer, n, accuracy, auc, ece, ci95 }) => [
      cell(asForeign(scorer.name)),
      cell(formatCount(n)),
      cell(withLimits(accuracy, ci95.accuracy)),
      cell(figure(auc)),
      cell(withLimits(ece, ci95.ece)),
    ]),
  };
  const later = scorers.some(({ ece }) => ece === null) ? [note(texts.eceLater)] : [];
  return [
    heading(texts.scorers),
    table,
    ...later,
    ...scorers.flatMap((each) => confusionBlocks(each, locale)),
  ];
};

const LABELS = [3, 2, 1] as const;

const confusionBlocks = ({ scorer, confusion }: ScorerReport, locale: Locale): readonly Block[] => {
  const caption = reviewReportTexts[locale].confusion;
  return [
    text(asForeign(scorer.name), ' · ', caption),
    {
      kind: 'table',
      caption,
      columns: columns('', ...LABELS.map(String)),
      rows: LABELS.map((label) => [
        cell(String(label)),
        ...LABELS.map((given) => cell(formatCount(confusion[label][given]))),
      ]),
    },
  ];
};

const peopleBlocks = (
  people: readonly PersonReport[],
  locale: Locale,
  everybody: boolean,
): readonly Block[] => {
  if (people.length === 0) return [];
  const texts = reviewReportTexts[locale];
  const { person, closedBallots, withConsensus, threeLevel, binary } = texts;
  return [
    heading(everybody ? texts.people : texts.yourself),
    {
      kind: 'table',
      caption: everybody ? texts.people : texts.yourself,
      columns: columns(person, closedBallots, withConsensus, threeLevel, binary),
      rows: people.map((each) => [
        cell(asForeign(each.name)),
        cell(formatCount(each.ballots)),
        cell(formatRate(each.withConsensus)),
        ...(['three-level', 'binary'] as const).map((scale) => cell(reliabilityOf(each, scale))),
      ]),
    },
    note(texts.peopleNote),
  ];
};

const reliabilityOf = ({ reliability }: PersonReport, scale: 'three-level' | 'binary'): string =>
  formatRate(reliability.find((each) => each.scale === scale)?.accuracy ?? null);
