import { formatCount } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorerTexts } from '../texts/scorers.ts';
import { asForeign, type Block, warning } from './card.ts';

/** Says that the day's cap ended the measuring of a scorer, where it did; `left` labels it was not asked about. */
export const measuredInPartNote = (name: string, left: number, locale: Locale): readonly Block[] =>
  left === 0
    ? []
    : [warning(asForeign(scorerTexts[locale].measuredInPart({ name, left: formatCount(left) })))];
