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
    const texts = commandTexts[locale];
    // looked at again where somebody goes on with the run, or ends it, while its end is counted
    for (;;) {
      const run = findRun(input.run, runs);
      if (run.state === 'completed' || run.state === 'cancelled' || run.state === 'failed') {
        throw new UserError('run-over', { id: run.id, state: run.state });
      }
      if (run.state === 'running' || run.state === 'queued') {
        runs.requestCancel(run.id);
        return { kind: 'card', card: receiptCard(texts.cancelRequested({ id: run.id }), locale) };
      }
      if (await runs.end(run.id, 'cancelled', () => clock.now())) {
        return { kind: 'card', card: receiptCard(texts.cancelled({ id: run.id }), locale) };
      }
    }
  },
});
