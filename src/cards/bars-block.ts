import type { FailUnder } from '../flames/fail-under.ts';
import { missedBars } from '../flames/fail-under.ts';
import type { Scorecard } from '../flames/scorecard.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatRate, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { type Block, cell } from './card.ts';

/** The bars of `--fail-under` and whether the run's upper limits reach them. */
export const barsBlock = (bars: FailUnder, scorecard: Scorecard, locale: Locale): Block => {
  const texts = commandTexts[locale];
  const missed = missedBars(bars, scorecard);
  return {
    kind: 'table',
    caption: texts.bars,
    columns: [
      { title: scorecardTexts[locale].dimension, align: 'left' },
      { title: texts.bar, align: 'right' },
      { title: texts.upperLimit, align: 'right' },
      { title: texts.passed, align: 'left' },
    ],
    rows: [...bars].map(([name, bar]) => {
      const result =
        name === 'overall'
          ? scorecard.overall
          : scorecard.dimensions.find(({ dimension }) => dimension === name);
      return [
        cell(name === 'overall' ? scorecardTexts[locale].overall : placeName(name, locale)),
        cell(formatRate(bar)),
        cell(formatRate(result?.ci95?.[1] ?? null)),
        cell(missed.includes(name) ? `❌ ${texts.below}` : '✅'),
      ];
    }),
  };
};
