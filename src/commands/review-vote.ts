import { z } from 'zod';
import { voteReceiptCard } from '../cards/vote-receipt-card.ts';
import { castVote } from '../review/cast-vote.ts';
import { defineCommand } from './command.ts';
import { parseVoteWord } from './parse-vote-word.ts';
import { AS, asInput, reviewer, reviewPorts } from './reviewer.ts';

/** One person's vote. */
export const reviewVote = defineCommand({
  name: 'review vote',
  summary: 'reviewVote',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [
    { name: 'flag', kind: 'flag', required: true },
    { name: 'label', kind: 'text', required: true },
  ],
  options: [AS],
  json: true,
  input: z.object({ flag: z.string(), label: z.string(), ...asInput }),
  run: (input, context) => {
    const act = parseVoteWord(input.label);
    const { surface, clock, event, locale, actedAt = clock.now() } = context;
    const counted = castVote(
      {
        flag: input.flag,
        act,
        via: surface === 'shell' ? 'shell' : 'button',
        voter: reviewer(context, input.as),
        actedAt,
        event,
      },
      reviewPorts(context),
    );
    const { flag, closed } = counted;
    return {
      kind: 'card',
      card: voteReceiptCard(counted, act, locale),
      json: { id: flag.id, state: flag.state, closed, label: flag.label },
    };
  },
});
