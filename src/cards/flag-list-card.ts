import type { FlagRow } from '../ports/review-store.ts';
import { formatCount, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import { type Card, cell, text } from './card.ts';
import { listCard } from './list-card.ts';

const SHOWN = 50;

/** The review queue, oldest first; what has closed shows its label. */
export const flagListCard = (rows: readonly FlagRow[], locale: Locale): Card => {
  const texts = reviewTexts[locale];
  const columns = [texts.flag, texts.run, texts.reason, texts.state, texts.votesColumn, texts.label];
  const cells = rows
    .slice(0, SHOWN)
    .map(({ flag, votes }) => [
      cell(`${flag.id} ${placeName(flag.dimension, locale)}`),
      cell(flag.run),
      cell(texts[flag.reason]),
      cell(texts[`state-${flag.state}`]),
      cell(formatCount(votes)),
      cell(flag.label === null ? '' : String(flag.label)),
    ]);
  return listCard(texts.listTitle, columns, cells, locale, rows.length === 0 ? [text(texts.empty)] : []);
};
