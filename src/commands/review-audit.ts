import { z } from 'zod';
import { receiptCard } from '../cards/receipt-card.ts';
import { UserError, usageError } from '../errors.ts';
import { auditMore } from '../review/flag-run.ts';
import { inTurns } from '../steps.ts';
import { reviewTexts } from '../texts/review.ts';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';
import { reviewPorts } from './reviewer.ts';

/** Puts more of a run before people, at random. */
export const reviewAudit = defineCommand({
  name: 'review audit',
  summary: 'reviewAudit',
  surfaces: ['shell', 'chat'],
  permission: 'adjudicate',
  arguments: [{ name: 'run', kind: 'run', required: true }],
  options: [{ name: 'more', value: 'N' }],
  json: true,
  input: z.object({ run: z.string(), more: z.string().default('20') }),
  run: async (input, context) => {
    const run = findRun(input.run, context.runs);
    if (!/^[1-9]\d{0,5}$/.test(input.more)) throw usageError('bad-count', { word: input.more });
    if (run.state !== 'completed') throw new UserError('run-not-complete', { id: run.id, state: run.state });
    const { length: drawn } = await inTurns(auditMore(run, Number(input.more), reviewPorts(context)));
    const sentence = reviewTexts[context.locale].auditDrawn({ drawn, run: run.id });
    return { kind: 'card', card: receiptCard(sentence, context.locale), json: { run: run.id, drawn } };
  },
});
