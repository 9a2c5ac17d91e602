import { z } from 'zod';
import { receiptCard } from '../cards/receipt-card.ts';
import { usageError } from '../errors.ts';
import { reviewTexts } from '../texts/review.ts';
import { defineCommand } from './command.ts';

/** Erases who a voter is; the votes stay. Doing it again does nothing. */
export const reviewForget = defineCommand({
  name: 'review forget',
  summary: 'reviewForget',
  surfaces: ['shell', 'chat'],
  permission: 'adjudicate',
  arguments: [{ name: 'person', kind: 'text', required: true }],
  options: [],
  json: true,
  input: z.object({ person: z.string().trim().min(1) }),
  run: ({ person: word }, { people, locale }) => {
    const [person, ...others] = people.find(word);
    if (others.length > 0) throw usageError('which-person', { word, known: people.find(word) });
    const flags = person === undefined ? 0 : people.forget(person).flags;
    const { forgotten, nobodyToForget } = reviewTexts[locale];
    return {
      kind: 'card',
      card: receiptCard(person === undefined ? nobodyToForget : forgotten({ flags }), locale),
      json: { forgotten: person !== undefined, flags },
    };
  },
});
