import type { FlagView } from '../ports/review-store.ts';
import { placeName } from '../texts/format.ts';
import { homeTexts } from '../texts/home.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import { asForeign, type Block, type Card, note, text } from './card.ts';
import { helpCard, type Offer } from './help-card.ts';
import { type Progress, runListCard } from './run-list-card.ts';

export interface Home {
  /** Runs that the person asked for, newest first. */
  readonly runs: readonly Progress[];
  /** Flags that wait for a vote of the person. */
  readonly waiting: readonly FlagView[];
  /** Whether more wait than are listed. */
  readonly moreWait: boolean;
  readonly offers: readonly Offer[];
}

/** One person's page: own runs, ballots that wait, and what the person may do. */
export const homeCard = ({ runs, waiting, moreWait, offers }: Home, locale: Locale): Card => {
  const texts = homeTexts[locale];
  return {
    kind: 'list',
    locale,
    title: [texts.title],
    blocks: [
      { kind: 'heading', text: texts.runs },
      ...(runs.length === 0 ? [text(texts.noRuns)] : runListCard(runs, locale).blocks),
      { kind: 'heading', text: texts.waiting },
      ...waiting.map((view) => waitingLine(view, locale)),
      waiting.length === 0 ? text(texts.nothingWaits) : note(moreWait ? texts.moreWait : texts.howToVote),
      { kind: 'heading', text: texts.mayDo },
      ...helpCard(offers, locale).blocks,
    ],
  };
};

const waitingLine = ({ flag, model }: FlagView, locale: Locale): Block =>
  text(
    { kind: 'strong', text: flag.id },
    ` · ${reviewTexts[locale][flag.reason]} · ${placeName(flag.dimension, locale)} · `,
    asForeign(model),
  );
