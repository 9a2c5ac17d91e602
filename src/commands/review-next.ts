import { z } from 'zod';
import { ballotCard } from '../cards/ballot-card.ts';
import { type Card, note } from '../cards/card.ts';
import { guidanceCard } from '../cards/guidance-card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { UserError } from '../errors.ts';
import { allowedLabels } from '../flames/label.ts';
import type { FlagView } from '../ports/review-store.ts';
import { isVoter, mayVote, type Voter } from '../review/cast-vote.ts';
import { closeDueBallots } from '../review/close-ballots.ts';
import { waitingFlags } from '../review/waiting-flags.ts';
import { reviewTexts } from '../texts/review.ts';
import { defineCommand } from './command.ts';
import type { Context } from './context.ts';
import { openCard } from './open-card.ts';
import { AS, asInput, reviewer, reviewPorts } from './reviewer.ts';

/** The next flag that waits for a vote of this person. */
export const reviewNext = defineCommand({
  name: 'review next',
  summary: 'reviewNext',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [AS],
  json: true,
  input: z.object(asInput),
  run: (input, context) => {
    closeDueBallots(reviewPorts(context));
    const waiting = nextFlag(reviewer(context, input.as), context);
    if (waiting !== undefined) {
      return { kind: 'card', card: nextCard(waiting, context), json: nextJson(waiting) };
    }
    const { locale } = context;
    return { kind: 'card', card: receiptCard(reviewTexts[locale].nothingWaits, locale), json: { id: null } };
  },
});

/** Of runs that this person asked for only when nothing else waits. */
const nextFlag = (voter: Voter, { reviews, config, surface }: Context): FlagView | undefined => {
  let own: FlagView | undefined;
  for (const view of waitingFlags(voter, reviews, { elsewhere: surface === 'shell' })) {
    if (mayVote(voter, view, config.review)) return view;
    own ??= view;
  }
  if (!isVoter(voter, config.review.voters)) throw new UserError('not-a-voter', undefined);
  return own;
};

/** The buttons and reactions of a flag are those of its ballot's message: here words do. */
const nextCard = (view: FlagView, { surface, config, locale }: Context): Card => {
  const { reactions: _, ...ballot } = ballotCard(view, config.review.quorum, locale);
  const card = surface === 'shell' ? openCard(ballot) : ballot;
  const labels = allowedLabels(view.flag.dimension).join(', ');
  return {
    ...card,
    blocks: [
      ...card.blocks.filter(({ kind }) => kind !== 'buttons'),
      ...guidanceCard(view.flag.dimension, locale).blocks,
      note(reviewTexts[locale].howToVote({ flag: view.flag.id, labels })),
    ],
  };
};

const nextJson = ({ flag, model, prompt, responseText }: FlagView) => ({
  id: flag.id,
  run: flag.run,
  model,
  dimension: flag.dimension,
  reason: flag.reason,
  prompt: prompt.text,
  response: responseText,
  labels: allowedLabels(flag.dimension),
});
