import type { Locale } from '../texts/locale.ts';
import { asForeign, type Card } from './card.ts';

/** What went wrong and the mend, in one sentence; it may repeat people's words. */
export const errorCard = (sentence: string, locale: Locale): Card => ({
  kind: 'error',
  locale,
  title: [asForeign(sentence)],
  blocks: [],
});
