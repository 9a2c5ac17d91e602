import type { Dimension } from '../flames/dimension.ts';
import type { ScorerComparison } from '../scoring/compare-scorers.ts';
import type { MeasuredQuality } from '../scoring/evaluation/measured.ts';
import type { Bar, KeptAside } from '../scoring/judge-training.ts';
import type { Interval } from '../statistics/interval.ts';
import { formatCount, formatRate, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorerTexts } from '../texts/scorers.ts';
import { asForeign, type Block, type Card, type Cell, cell, note, text, warning } from './card.ts';
import { measuredInPartNote } from './measured-in-part-note.ts';
import { receiptCard } from './receipt-card.ts';
import { scorerComparisonBlocks } from './scorer-comparison-card.ts';
import { scorerQualityCard } from './scorer-quality-card.ts';

/** A scorer that learnt from the team, and what came of it. */
export interface TrainedScorer {
  readonly name: string;
  /** The workspace's scorer before. */
  readonly present: string;
  readonly lessons: number;
  /** The dimensions that the labelled set of the program taught it, for want of labels. */
  readonly lacking: readonly Dimension[];
  readonly quality: MeasuredQuality;
  readonly bars: readonly Bar[];
  readonly comparison: ScorerComparison | null;
  /** Why the present scorer could not be measured, one sentence; null where it could. */
  readonly notCompared: string | null;
  /** Labels that the present scorer was not asked about, because the cap of a day was reached. */
  readonly left: number;
  /** Null when it became the workspace's scorer. */
  readonly aside: KeptAside | null;
}

/** Whether the trained scorer scores from now on, and the numbers that decided it. */
export const trainedScorerCard = (trained: TrainedScorer, locale: Locale): Card => {
  const texts = scorerTexts[locale];
  const { name, present, lessons, quality, comparison, notCompared, left, aside } = trained;
  const sentence = texts.learnt({ name, n: formatCount(lessons) });
  const outcome =
    aside === null
      ? text(asForeign(texts.switched({ from: present, to: name })))
      : warning(asForeign(texts[aside]({ name, present })));
  return receiptCard([asForeign(sentence)], locale, [
    ...lackingNote(trained, locale),
    outcome,
    barTable(trained, locale),
    ...(comparison === null
      ? [note(notCompared === null ? texts.notCompared : texts.notComparedBecause({ reason: notCompared }))]
      : scorerComparisonBlocks({ a: present, b: name }, comparison, locale)),
    ...measuredInPartNote(present, left, locale),
    { kind: 'heading', text: texts.crossValidated },
    ...scorerQualityCard(name, quality, locale).blocks,
  ]);
};

const lackingNote = ({ lacking }: TrainedScorer, locale: Locale): readonly Block[] => {
  const list = lacking.map((dimension) => placeName(dimension, locale)).join(', ');
  return lacking.length === 0 ? [] : [note(scorerTexts[locale].lacking({ list }))];
};

const barTable = ({ bars }: TrainedScorer, locale: Locale): Block => {
  const texts = scorerTexts[locale];
  return {
    kind: 'table',
    caption: texts.bars,
    columns: [
      { title: texts.bars, align: 'left' },
      { title: texts.value, align: 'right' },
      { title: texts.majority, align: 'right' },
      { title: texts.refusalRule, align: 'right' },
      { title: texts.beats, align: 'left' },
    ],
    rows: bars.map((bar) => barRow(bar, locale)),
  };
};

const barRow = (
  { measure, value, ci95, majority, refusalRule, beatsBoth }: Bar,
  locale: Locale,
): readonly Cell[] => {
  const texts = scorerTexts[locale];
  return [
    cell(texts[measure]),
    cell(withLimits(value, ci95)),
    cell(formatRate(majority)),
    cell(formatRate(refusalRule)),
    cell(beatsBoth ? texts.yes : texts.no),
  ];
};

const withLimits = (value: number, [low, high]: Interval): string =>
  `${formatRate(value)} (${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)})`;
