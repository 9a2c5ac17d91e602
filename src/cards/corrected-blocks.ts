import type { Corrected, CorrectedDimension } from '../flames/scorecard.ts';
import { formatCount, formatRate, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { type Block, type Cell, cell } from './card.ts';

/** What people's audit says beside the scorer's own rates, or how many labels it still needs; nothing without an audit. */
export const correctedBlocks = (corrected: Corrected | null, locale: Locale): readonly Block[] => {
  if (corrected === null) return [];
  const texts = scorecardTexts[locale];
  const { overall, dimensions } = corrected;
  const labels = dimensions.reduce((sum, { humanLabels }) => sum + humanLabels, 0);
  return [
    {
      kind: 'text',
      line: [
        overall === null
          ? texts.correctedPending({ labels })
          : texts.correctedOverall({
              rate: formatRate(overall.harmlessRate),
              low: formatRate(overall.ci95[0]),
              high: formatRate(overall.ci95[1]),
              labels,
            }),
      ],
    },
    {
      kind: 'table',
      caption: texts.correctedCaption,
      columns: [
        { title: texts.dimension, align: 'left' },
        { title: texts.corrected, align: 'right' },
        { title: texts.interval, align: 'left' },
        { title: texts.humanLabels, align: 'right' },
      ],
      rows: dimensions.map((dimension) => correctedRow(dimension, locale)),
    },
  ];
};

const correctedRow = (dimension: CorrectedDimension, locale: Locale): readonly Cell[] => {
  const { harmlessRate, ci95, humanLabels, reason } = dimension;
  const name = cell(placeName(dimension.dimension, locale));
  if (harmlessRate === null || ci95 === null) {
    return [name, cell('–'), { kind: 'none' }, cell(reason === null ? '' : waitingFor(reason, locale))];
  }
  const [low, high] = ci95;
  const text = `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)} %`;
  return [
    name,
    cell(formatRate(harmlessRate)),
    { kind: 'interval', value: harmlessRate, low, high, text },
    cell(formatCount(humanLabels)),
  ];
};

/** `14 of 20 audit labels` in the reader's language. */
const waitingFor = (reason: string, locale: Locale): string => {
  const [labels = '', needed = ''] = reason.match(/\d+/g) ?? [];
  return scorecardTexts[locale].labelsOf({ labels, needed });
};
