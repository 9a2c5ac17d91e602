import type { FlagView, HistoryEntry } from '../ports/review-store.ts';
import { type StandingVote, standingVotes } from '../review/vote.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import { asForeign, type Block, type Card, type Cell, cell, text } from './card.ts';
import { listCard } from './list-card.ts';

/** Every label that a flagged response was given; while a blind ballot is open, nothing. */
export const flagHistoryCard = (
  { flag, acts }: FlagView,
  history: readonly HistoryEntry[] | null,
  locale: Locale,
): Card => {
  const texts = reviewTexts[locale];
  const columns = [texts.when, texts.source, texts.by, texts.label, texts.because];
  const more: readonly Block[] =
    history === null
      ? [text(texts.blindUntilClosed)]
      : flag.state === 'open' || acts.length === 0
        ? []
        : [text(texts.votesStanding, standingVotes(acts).map(wordOf(texts)).join(' · '))];
  const rows = (history ?? []).map((entry) => historyRow(entry, locale));
  return listCard(texts.historyTitle({ flag: flag.id }), columns, rows, locale, more);
};

/** Votes are shown without their names. */
const wordOf =
  (texts: (typeof reviewTexts)['en']) =>
  ({ act }: StandingVote): string =>
    act.kind === 'label' ? String(act.label) : texts[act.kind];

const historyRow = ({ at, source, by, label, reason }: HistoryEntry, locale: Locale): readonly Cell[] => [
  cell({ kind: 'time', at: at.toISOString() }),
  cell(reviewTexts[locale][`source-${source}`]),
  cell(asForeign(source === 'scorer' ? by.slice(0, 10) : by)),
  cell(label === null ? '–' : String(label)),
  cell(asForeign(reason ?? '')),
];
