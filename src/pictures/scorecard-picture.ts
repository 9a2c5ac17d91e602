import type { Corrected, Scorecard } from '../flames/scorecard.ts';
import type { RunReading } from '../ports/run-store.ts';
import type { Interval } from '../statistics/interval.ts';
import { formatCount, formatMoment, formatRate, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { pictureTexts } from '../texts/pictures.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { altOfRow } from './alt-of.ts';
import type { IntervalPicture, IntervalRow, Mark } from './picture.ts';

/** The rates of a run's dimensions and overall, with what people's audit makes of them beside the scorer's own. */
export const scorecardPicture = (
  scorecard: Scorecard,
  reading: RunReading,
  locale: Locale,
  asOf?: Date,
): IntervalPicture => {
  const texts = pictureTexts[locale];
  const { run, scorer } = scorecard;
  const rows = rowsOf(scorecard, locale);
  const corrected = rows.some(({ marks }) => marks.some(({ series }) => series === 'second'));
  return {
    kind: 'intervals',
    name: `scorecard-${run.id}`,
    locale,
    title: texts.scorecard({ model: run.model }),
    subtitle: texts.terms({
      promptSet: run.promptSet,
      subset: run.subset,
      scorer: scorer.name,
      day: run.startedAt?.slice(0, 10) ?? '–',
    }),
    legend: corrected
      ? [
          { series: 'first', name: texts.byScorer({ scorer: scorer.name }) },
          { series: 'second', name: texts.corrected },
        ]
      : [],
    columns: {
      label: scorecardTexts[locale].dimension,
      text: scorecardTexts[locale].rate,
      count: texts.count,
    },
    rows,
    notes: [
      corrected ? texts.linesCorrected : texts.lines,
      ...(reading.run.terms.scorer.triage ? [texts.triage({ scorer: scorer.name })] : []),
      ...(run.state === 'completed'
        ? []
        : [texts.notComplete({ state: scorecardTexts[locale][`state-${run.state}`] })]),
      ...(scorer.headline.allowed ? [] : [texts.noHeadline]),
      ...(asOf === undefined ? [] : [texts.asOf({ at: formatMoment(asOf) })]),
      ...(reading.run.invalid === null ? [] : [texts.invalid]),
    ],
    alt: texts.altScorecard({ model: run.model, rows: rows.map((row) => altOfRow(row, locale)).join(' ') }),
  };
};

const rowsOf = ({ dimensions, overall, corrected }: Scorecard, locale: Locale): readonly IntervalRow[] => {
  const scored = dimensions.reduce((sum, { n }) => sum + n, 0);
  const missing = pictureTexts[locale].nothingScored;
  return [
    ...dimensions.map(({ dimension, harmlessRate, ci95, n }) => ({
      label: placeName(dimension, locale),
      total: false,
      marks: [
        ...markOf('first', harmlessRate, ci95, n),
        ...correctedMark(corrected?.dimensions.find((each) => each.dimension === dimension)),
      ],
      missing,
    })),
    {
      label: scorecardTexts[locale].overall,
      total: true,
      marks: [
        ...markOf('first', overall?.harmlessRate ?? null, overall?.ci95 ?? null, scored),
        ...overallCorrected(corrected),
      ],
      missing,
    },
  ];
};

const markOf = (
  series: Mark['series'],
  value: number | null,
  ci95: Interval | null,
  n: number,
): readonly Mark[] =>
  value === null || ci95 === null
    ? []
    : [{ series, value, ci95, text: formatRate(value), count: formatCount(n) }];

const correctedMark = (corrected: Corrected['dimensions'][number] | undefined): readonly Mark[] =>
  corrected === undefined
    ? []
    : markOf('second', corrected.harmlessRate, corrected.ci95, corrected.humanLabels);

const overallCorrected = (corrected: Corrected | null): readonly Mark[] => {
  const labels = corrected?.dimensions.reduce((sum, { humanLabels }) => sum + humanLabels, 0) ?? 0;
  return markOf('second', corrected?.overall?.harmlessRate ?? null, corrected?.overall?.ci95 ?? null, labels);
};
