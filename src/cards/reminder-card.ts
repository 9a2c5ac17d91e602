import type { FlagId } from '../ids.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import { type Card, text } from './card.ts';

interface Waiting {
  readonly flag: FlagId;
  readonly votes: number;
  readonly closesAt: Date;
}

/** The ballots of a channel that wait for votes. */
export const reminderCard = (ballots: readonly Waiting[], quorum: number, locale: Locale): Card => {
  const texts = reviewTexts[locale];
  return {
    kind: 'list',
    locale,
    title: [{ kind: 'strong', text: texts.reminder({ ballots: ballots.length }) }],
    blocks: ballots.map(({ flag, votes, closesAt }) =>
      text(texts.reminderLine({ flag, votes, quorum }), { kind: 'time', at: closesAt.toISOString() }),
    ),
  };
};
