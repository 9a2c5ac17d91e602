import { z } from 'zod';
import { receiptCard } from '../cards/receipt-card.ts';
import { UserError } from '../errors.ts';
import { commandTexts } from '../texts/commands.ts';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';

/** Stops a run for good; what was obtained stays. */
export const cancel = defineCommand({
  name: 'cancel',
  summary: 'cancel',
  surfaces: ['shell', 'chat'],
  permission: 'cancel',
  requesterMay: true,
  arguments: [{ name: 'run', kind: 'run', required: true }],
  options: [],
  json: false,
  input: z.object({ run: z.string() }),
  run: async (input, { runs, clock, locale }) => {
    const run = findRun(input.run, runs);
    const texts = commandTexts[locale];
    if (run.state === 'completed' || run.state === 'cancelled' || run.state === 'failed') {
      throw new UserError('run-over', { id: run.id, state: run.state });
    }
    const isUnderWay = run.state === 'running' || run.state === 'queued';
    if (!isUnderWay && (await runs.end(run.id, 'cancelled', () => clock.now()))) {
      return { kind: 'card', card: receiptCard(texts.cancelled({ id: run.id }), locale) };
    }
    runs.requestCancel(run.id);
    return { kind: 'card', card: receiptCard(texts.cancelRequested({ id: run.id }), locale) };
  },
});
