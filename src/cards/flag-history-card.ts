import type { FlagView, HistoryEntry } from '../ports/review-store.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import { asForeign, type Block, type Card, type Cell, cell, text } from './card.ts';
import { listCard } from './list-card.ts';

/** Every label that a flagged response was given; while a blind ballot is open, nothing. */
export const flagHistoryCard = (
  { flag }: FlagView,
  history: readonly HistoryEntry[] | null,
  locale: Locale,
): Card => {
  const texts = reviewTexts[locale];
  const columns = [texts.when, texts.source, texts.by, texts.label, texts.because];
  const more: readonly Block[] = history === null ? [text(texts.blindUntilClosed)] : [];
  const rows = (history ?? []).map((entry) => historyRow(entry, locale));
  return listCard(texts.historyTitle({ flag: flag.id }), columns, rows, locale, more);
};

const historyRow = ({ at, source, by, label, reason }: HistoryEntry, locale: Locale): readonly Cell[] => [
  cell({ kind: 'time', at: at.toISOString() }),
  cell(reviewTexts[locale][`source-${source}`]),
  cell(asForeign(source === 'scorer' ? by.slice(0, 10) : by)),
  cell(label === null ? '–' : String(label)),
  cell(asForeign(reason ?? '')),
];
