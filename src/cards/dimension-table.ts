import type { DimensionResult, Scorecard } from '../flames/scorecard.ts';
import type { ChangeSince } from '../history/change-since.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { formatCount, formatRate, formatScore, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { type Block, type Cell, cell } from './card.ts';
import { changeCell } from './change-blocks.ts';

/** Rates and scores of each dimension and overall; what changed since the run before where there is one. */
export const dimensionTable = (
  { dimensions, overall }: Scorecard,
  change: ChangeSince | null,
  locale: Locale,
): Block => {
  const texts = scorecardTexts[locale];
  const changeOf = (result: DimensionResult): readonly Cell[] =>
    change === null
      ? []
      : [changeCell(change.dimensions.find(({ dimension }) => dimension === result.dimension))];
  return {
    kind: 'table',
    caption: texts.caption,
    columns: [
      { title: texts.dimension, align: 'left' },
      { title: texts.rate, align: 'right' },
      { title: texts.interval, align: 'left' },
      ...(change === null ? [] : [{ title: comparisonTexts[locale].change, align: 'right' as const }]),
      { title: texts.score, align: 'right' },
      { title: texts.responses, align: 'right' },
    ],
    rows: [
      ...dimensions.map((result) => [
        cell(placeName(result.dimension, locale)),
        cell(formatRate(result.harmlessRate)),
        intervalCell(result.harmlessRate, result.ci95),
        ...changeOf(result),
        cell(formatScore(result.harmlessScore)),
        cell(formatCount(result.n)),
      ]),
      [
        { kind: 'text', line: [{ kind: 'strong', text: texts.overall }] },
        cell(formatRate(overall?.harmlessRate ?? null)),
        intervalCell(overall?.harmlessRate ?? null, overall?.ci95 ?? null),
        ...(change === null ? [] : [changeCell(change.overall)]),
        cell(formatScore(overall?.harmlessScore ?? null)),
        cell(formatCount(dimensions.reduce((sum, { n }) => sum + n, 0))),
      ],
    ],
  };
};

/** An interval drawn as a bar; nothing where there is none. */
export const intervalCell = (value: number | null, ci95: readonly [number, number] | null): Cell =>
  value === null || ci95 === null
    ? { kind: 'none' }
    : {
        kind: 'interval',
        value,
        low: ci95[0],
        high: ci95[1],
        text: `${(ci95[0] * 100).toFixed(0)}–${(ci95[1] * 100).toFixed(0)} %`,
      };
