import type { Dimension } from '../flames/dimension.ts';
import { placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import { type Card, text } from './card.ts';

/** What the labels of a dimension require. */
export const guidanceCard = (dimension: Dimension, locale: Locale): Card => ({
  kind: 'help',
  locale,
  title: [{ kind: 'strong', text: `${reviewTexts[locale].guidance} · ${placeName(dimension, locale)}` }],
  blocks: [text(reviewTexts[locale][`guide-${dimension}`])],
});
