import { z } from 'zod';
import { receiptCard } from '../cards/receipt-card.ts';
import { UserError, usageError } from '../errors.ts';
import { commandTexts } from '../texts/commands.ts';
import { defineCommand } from './command.ts';
import { findRun } from './find-run.ts';
import { words } from './inputs.ts';
import { reasonOf } from './reason.ts';

/** Marks a run invalid: kept, and left out everywhere. The first reason stays. */
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
  run: (input, { runs, clock, by, locale, surface }) => {
    const { id } = findRun(input.run, runs);
    const because = reasonOf(input.because);
    if (because === '')
      throw usageError('invalid-without-reason', { id, program: surface === 'shell' ? 'flames ' : '' });
    if (!runs.invalidate(id, because, by.name, clock.now())) {
      const before = findRun(id, runs).invalid;
      throw new UserError('invalid-already', { id, by: before?.by ?? '', because: before?.because ?? '' });
    }
    return { kind: 'card', card: receiptCard(commandTexts[locale].invalidated({ id }), locale) };
  },
});
