import type { ScoringCost } from '../ports/scorer.ts';
import type { ScorerComparison } from '../scoring/compare-scorers.ts';
import { formatCount, formatP, formatPoints, formatRate } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorerTexts } from '../texts/scorers.ts';
import { asForeign, type Block, type Card, type Cell, cell, note, text } from './card.ts';
import { scoringCostNote } from './scoring-cost-note.ts';

interface Names {
  readonly a: string;
  readonly b: string;
}

/** Two scorers beside each other, on the audit labels that both scored. */
export const scorerComparisonCard = (
  names: Names,
  comparison: ScorerComparison,
  cost: ScoringCost,
  locale: Locale,
): Card => ({
  kind: 'list',
  locale,
  title: [{ kind: 'strong', text: scorerTexts[locale].compareTitle }],
  blocks: [...scorerComparisonBlocks(names, comparison, locale), ...scoringCostNote(cost, locale)],
});

export const scorerComparisonBlocks = (
  { a, b }: Names,
  comparison: ScorerComparison,
  locale: Locale,
): readonly Block[] => {
  const texts = scorerTexts[locale];
  const { shared, difference, ci95, p } = comparison;
  const points = {
    difference: formatPoints(difference),
    low: formatPoints(ci95[0]),
    high: formatPoints(ci95[1]),
  };
  return [
    {
      kind: 'table',
      caption: texts.compareTitle,
      columns: [
        { title: texts.name, align: 'left' },
        { title: texts.people, align: 'right' },
        { title: texts.interval, align: 'left' },
      ],
      rows: [row(a, comparison.a), row(b, comparison.b)],
    },
    text(asForeign(texts.difference({ a, b, ...points, p: formatP(p) }))),
    note(texts.comparedOn({ n: formatCount(shared) })),
  ];
};

const row = (name: string, { rate, ci95: [low, high] }: ScorerComparison['a']): readonly Cell[] => [
  cell(asForeign(name)),
  cell(formatRate(rate)),
  {
    kind: 'interval',
    value: rate,
    low,
    high,
    text: `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)} %`,
  },
];
