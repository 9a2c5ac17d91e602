import type { Locale } from '../texts/locale.ts';
import type { Block, Card, Cell, Column } from './card.ts';

/** One table under its title; `more` follows it. */
export const listCard = (
  title: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  locale: Locale,
  more: readonly Block[] = [],
): Card => ({
  kind: 'list',
  locale,
  title: [{ kind: 'strong', text: title }],
  blocks: [{ kind: 'table', caption: title, columns: columns.map(leftColumn), rows }, ...more],
});

const leftColumn = (title: string): Column => ({ title, align: 'left' });
