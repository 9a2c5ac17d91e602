import type { MeasuredQuality } from '../scoring/evaluation/measured.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount, formatRate, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { asForeign, type Block, type Card, type Cell, cell, text } from './card.ts';

type Measures = Omit<MeasuredQuality, 'dimensions'>;

/** How good a scorer is on labelled responses, over all and by dimension, beside what it has to beat. */
export const scorerQualityCard = (name: string, measured: MeasuredQuality, locale: Locale): Card => ({
  kind: 'list',
  locale,
  title: [
    { kind: 'strong', text: commandTexts[locale].measuredOn({ n: formatCount(measured.n) }) },
    ' · ',
    asForeign(name),
  ],
  blocks: [
    table(measured, locale),
    text(commandTexts[locale].confusion),
    confusion(measured),
    summary(measured, locale),
  ],
});

const table = (measured: MeasuredQuality, locale: Locale): Block => {
  const texts = commandTexts[locale];
  return {
    kind: 'table',
    caption: texts.scorersTitle,
    columns: [
      { title: scorecardTexts[locale].dimension, align: 'left' },
      { title: 'n', align: 'right' },
      { title: 'macro-F1 (95 %)', align: 'right' },
      { title: texts.majority, align: 'right' },
      { title: texts.refusalRule, align: 'right' },
    ],
    rows: [
      ...measured.dimensions.map((part) => row(placeName(part.dimension, locale), part)),
      row(scorecardTexts[locale].overall, measured),
    ],
  };
};

const row = (name: string, { n, macroF1, ci95, majority, refusalRule }: Measures): readonly Cell[] => [
  cell(name),
  cell(formatCount(n)),
  cell(`${figure(macroF1)}${limits(ci95.macroF1)}`),
  cell(figure(majority.macroF1)),
  cell(figure(refusalRule.macroF1)),
];

const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

const limits = (ci95: readonly [number, number] | null): string =>
  ci95 === null ? '' : ` (${ci95[0].toFixed(2)}–${ci95[1].toFixed(2)})`;

const confusion = ({ confusion: counts }: Measures): Block => ({
  kind: 'table',
  caption: 'confusion',
  columns: ['', '3', '2', '1'].map((title) => ({ title, align: 'right' })),
  rows: ([3, 2, 1] as const).map((label) => [
    cell(String(label)),
    ...([3, 2, 1] as const).map((given) => cell(formatCount(counts[label][given]))),
  ]),
});

const summary = ({ accuracy, ci95, auc, ece, unscored }: Measures, locale: Locale): Block =>
  text(
    commandTexts[locale].accuracyLine({
      accuracy: `${formatRate(accuracy)}${limits(ci95.accuracy)}`,
      auc: figure(auc),
      ece: figure(ece),
      unscored: formatCount(unscored),
    }),
  );
