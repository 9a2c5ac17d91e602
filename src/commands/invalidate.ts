import { z } from 'zod';
import { receiptCard } from '../cards/receipt-card.ts';
import { commandTexts } from '../texts/commands.ts';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';
import { words } from './inputs.ts';

/** Marks a run invalid: kept, and left out everywhere. */
export const invalidate = defineCommand({
  name: 'invalidate',
  summary: 'invalidate',
  surfaces: ['shell', 'chat'],
  permission: 'cancel',
  arguments: [
    { name: 'run', kind: 'run', required: true },
    { name: 'because', kind: 'text', required: true, variadic: true },
  ],
  options: [],
  json: false,
  input: z.object({ run: z.string(), because: words }),
  run: (input, { runs, clock, by, locale }) => {
    const run = findRun(input.run, runs);
    const because = input.because
      .join(' ')
      .replace(/^because\s+/i, '')
      .slice(0, 500);
    runs.invalidate(run.id, because, by.name, clock.now());
    return { kind: 'card', card: receiptCard(commandTexts[locale].invalidated({ id: run.id }), locale) };
  },
});
