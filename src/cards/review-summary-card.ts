import type { Run } from '../flames/run.ts';
import type { QueueCounts } from '../ports/review-store.ts';
import type { FlagState } from '../review/flag.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import { asForeign, type Card, text } from './card.ts';

/** What of a run people review, in one line, and how far they are. */
export const reviewSummaryCard = (run: Run, counts: QueueCounts, locale: Locale): Card => {
  const texts = reviewTexts[locale];
  const all = (state: FlagState): number => counts.audit[state] + counts.borderline[state];
  const sum = (reason: keyof QueueCounts): number =>
    Object.values(counts[reason]).reduce((total, count) => total + count, 0);
  return {
    kind: 'list',
    locale,
    title: [texts.reviewOf, asForeign(run.terms.model.name), ` · ${run.id}`],
    blocks: [
      text(
        `${texts.summary({ audit: sum('audit'), borderline: sum('borderline') })} `,
        texts.summaryStates({
          open: all('open'),
          settled: all('settled') + all('adjudicated'),
          disputed: all('disputed'),
        }),
      ),
    ],
  };
};
