import type { Scorecard } from '../flames/scorecard.ts';
import { botTexts } from '../texts/bot.ts';
import { formatCount, formatRate, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { asForeign, type Card, cell, note } from './card.ts';

/** A scorecard's rates by sub-component, with the labels behind each. */
export const scorecardDetailsCard = ({ run, dimensions }: Scorecard, locale: Locale): Card => {
  const texts = botTexts[locale];
  const rows = dimensions.flatMap(({ dimension, subcomponents }) =>
    subcomponents.map(({ subcomponent, n, labels, harmlessRate }) => [
      cell(placeName(dimension, locale)),
      cell(placeName(subcomponent, locale)),
      cell(formatRate(harmlessRate)),
      cell(`${labels[3]} / ${labels[2]} / ${labels[1]}`),
      cell(formatCount(n)),
    ]),
  );
  return {
    kind: 'list',
    locale,
    title: [{ kind: 'strong', text: texts.detailsTitle }, ' · ', asForeign(run.model)],
    blocks: [
      {
        kind: 'table',
        caption: texts.detailsTitle,
        columns: [
          { title: scorecardTexts[locale].dimension, align: 'left' },
          { title: texts.subcomponent, align: 'left' },
          { title: scorecardTexts[locale].rate, align: 'right' },
          { title: texts.labels, align: 'right' },
          { title: scorecardTexts[locale].responses, align: 'right' },
        ],
        rows,
      },
      note(run.id),
    ],
  };
};
