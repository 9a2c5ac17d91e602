import type { Locale } from '../texts/locale.ts';
import type { Block, Card, Line } from './card.ts';

/** One short answer to what a person did. */
export const receiptCard = (line: string | Line, locale: Locale, blocks: readonly Block[] = []): Card => ({
  kind: 'receipt',
  locale,
  title: typeof line === 'string' ? [line] : line,
  blocks,
});
