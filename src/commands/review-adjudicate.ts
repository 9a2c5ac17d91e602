import { z } from 'zod';
import { receiptCard } from '../cards/receipt-card.ts';
import { UserError, usageError } from '../errors.ts';
import { adjudicate } from '../review/adjudicate.ts';
import { reviewTexts } from '../texts/review.ts';
import { defineCommand } from './command.ts';
import { words } from './inputs.ts';
import { parseVoteWord } from './parse-vote-word.ts';
import { reasonOf } from './reason.ts';
import { AS, asInput, reviewer, reviewPorts } from './reviewer.ts';

/** Decides what people did not agree on. */
export const reviewAdjudicate = defineCommand({
  name: 'review adjudicate',
  summary: 'reviewAdjudicate',
  surfaces: ['shell', 'chat'],
  permission: 'adjudicate',
  arguments: [
    { name: 'flag', kind: 'flag', required: true },
    { name: 'label', kind: 'text', required: true },
    { name: 'because', kind: 'text', required: false, variadic: true },
  ],
  options: [AS],
  json: true,
  input: z.object({ flag: z.string(), label: z.string(), because: words, ...asInput }),
  run: (input, context) => {
    const act = parseVoteWord(input.label);
    if (act.kind !== 'label') {
      throw usageError('bad-vote-word', { word: input.label, allowed: ['3', '2', '1'] });
    }
    const by = reviewer(context, input.as);
    if (!context.may('adjudicate', by)) throw new UserError('not-an-adjudicator', { name: by.name });
    const reason = reasonOf(input.because);
    const flag = adjudicate(
      {
        flag: input.flag,
        label: act.label,
        by,
        ...(reason === '' ? {} : { reason }),
      },
      reviewPorts(context),
    );
    const sentence = reviewTexts[context.locale].decided({ flag: flag.id, label: act.label });
    return {
      kind: 'card',
      card: receiptCard(sentence, context.locale),
      json: { id: flag.id, state: flag.state, label: flag.label },
    };
  },
});
