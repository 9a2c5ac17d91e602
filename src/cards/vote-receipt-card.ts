import type { CountedVote } from '../review/cast-vote.ts';
import type { VoteAct } from '../review/vote.ts';
import type { Locale } from '../texts/locale.ts';
import { reviewTexts } from '../texts/review.ts';
import type { Card } from './card.ts';
import { receiptCard } from './receipt-card.ts';

/** What a person is told of a vote, for that person's eyes. */
export const voteReceiptCard = ({ flag, closed }: CountedVote, act: VoteAct, locale: Locale): Card => {
  const texts = reviewTexts[locale];
  return receiptCard(closed ? texts.ballotClosed({ flag: flag.id }) : receiptOf(flag.id, act, texts), locale);
};

const receiptOf = (flag: string, act: VoteAct, texts: (typeof reviewTexts)['en']): string => {
  switch (act.kind) {
    case 'label':
      return texts.votedLabel({ flag, label: act.label });
    case 'skip':
      return texts.votedSkip({ flag });
    case 'unsure':
      return texts.votedUnsure({ flag });
    case 'withdrawn':
      return texts.votedWithdrawn({ flag });
  }
};
