import type { Comparison, DimensionChange } from '../history/comparison.ts';
import { verdictOf } from '../history/verdict.ts';
import type { DifferingPrompt } from '../ports/run-history.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { formatCount, formatMoment, formatP, formatPoints, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { asForeign, type Block, type Card, type Cell, cell, note, text, warning } from './card.ts';
import { VERDICT_TONES } from './change-blocks.ts';

/** What moved from run a to run b, whether by more than chance, and the prompts that moved most, folded. */
export const comparisonCard = (
  comparison: Comparison,
  differing: readonly DifferingPrompt[],
  locale: Locale,
): Card => ({
  kind: 'comparison',
  locale,
  title: [
    { kind: 'strong', text: comparisonTexts[locale].title },
    ' · ',
    asForeign(`${comparison.a.model} → ${comparison.b.model}`),
  ],
  blocks: [
    ...incomplete(comparison, locale),
    headline(comparison, locale),
    table(comparison, locale),
    note(comparisonTexts[locale].shared({ n: formatCount(comparison.shared) })),
    note(comparisonTexts[locale].detectableNote),
    ...(['a', 'b'] as const).map((side) => terms(comparison, side, locale)),
    ...differences(differing, locale),
  ],
});

const incomplete = ({ a, b }: Comparison, locale: Locale): readonly Block[] =>
  [a, b]
    .filter(({ state }) => state !== 'completed')
    .map(({ id, state }) =>
      warning(comparisonTexts[locale].notComplete({ id, state: scorecardTexts[locale][`state-${state}`] })),
    );

const headline = ({ overall, dimensions }: Comparison, locale: Locale): Block => {
  const texts = comparisonTexts[locale];
  if (overall === null) return warning(texts.noOverall);
  const verdict = verdictOf(overall.difference, overall.p);
  const sentence = texts.overall({
    difference: formatPoints(overall.difference),
    low: formatPoints(overall.ci95[0]),
    high: formatPoints(overall.ci95[1]),
    p: formatP(overall.p),
    dimensions: dimensions.length,
  });
  return text(sentence, { kind: 'strong', text: texts[verdict] });
};

const table = ({ dimensions }: Comparison, locale: Locale): Block => {
  const texts = comparisonTexts[locale];
  return {
    kind: 'table',
    caption: texts.caption,
    columns: [
      { title: texts.dimension, align: 'left' },
      { title: texts.change, align: 'right' },
      { title: texts.interval, align: 'left' },
      { title: texts.adjustedP, align: 'right' },
      { title: texts.detectable, align: 'right' },
      { title: texts.pairs, align: 'right' },
      { title: texts.meaning, align: 'left' },
    ],
    rows: dimensions.map((change) => row(change, locale)),
  };
};

const row = (change: DimensionChange, locale: Locale): readonly Cell[] => {
  const { dimension, n, difference, ci95, pHolm, detectable } = change;
  const verdict = verdictOf(difference, pHolm);
  return [
    cell(placeName(dimension, locale)),
    cell(formatPoints(difference)),
    cell(ci95 === null ? '–' : `${formatPoints(ci95[0])} … ${formatPoints(ci95[1])}`),
    cell(formatP(pHolm).replace('= ', '')),
    cell(detectable === null ? '–' : (detectable * 100).toFixed(1)),
    cell(formatCount(n)),
    {
      kind: 'text',
      line: [verdict === 'no-change' ? '–' : comparisonTexts[locale][verdict]],
      tone: VERDICT_TONES[verdict],
    },
  ];
};

const terms = (comparison: Comparison, side: 'a' | 'b', locale: Locale): Block => {
  const texts = comparisonTexts[locale];
  const { id, model, promptSet, subset, finishedAt, scorer } = comparison[side];
  const finished = finishedAt === null ? '–' : formatMoment(finishedAt);
  return note(
    side === 'a' ? texts.first : texts.second,
    asForeign(model),
    `, ${id}, `,
    asForeign(texts.terms({ promptSet, subset, finished, scorer: scorer.name })),
  );
};

const LONGEST_SHOWN = 600;
const short = (words: string): string => {
  const letters = Array.from(words);
  return letters.length <= LONGEST_SHOWN ? words : `${letters.slice(0, LONGEST_SHOWN).join('')}…`;
};

const differences = (differing: readonly DifferingPrompt[], locale: Locale): readonly Block[] => {
  const texts = comparisonTexts[locale];
  if (differing.length === 0) return [];
  return [
    { kind: 'heading', text: texts.differing },
    ...differing.map(({ prompt, a, b }): Block => {
      const dimension = placeName(prompt.subcomponent ?? prompt.dimension, locale);
      const parts = [
        [texts.prompt, prompt.text],
        [texts.response({ side: 1, label: a.label }), a.text],
        [texts.response({ side: 2, label: b.label }), b.text],
      ];
      return {
        kind: 'sensitive',
        title: texts.differs({ dimension, a: a.label, b: b.label }),
        text: asForeign(parts.map(([title, words = '']) => `${title}: ${short(words)}`).join('\n\n')),
      };
    }),
  ];
};
