import { z } from 'zod';
import { scorecardCard } from '../cards/scorecard-card.ts';
import { UserError } from '../errors.ts';
import { composeScorecard } from '../flames/scorecard.ts';
import type { RunId } from '../ids.ts';
import { defineCommand } from './command.ts';
import type { Context } from './context.ts';
import { findRun } from './find-run.ts';

/** A scorecard again, from the store. */
export const scorecard = defineCommand({
  name: 'scorecard',
  summary: 'scorecard',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [{ name: 'run', kind: 'run', required: true }],
  options: [],
  json: true,
  input: z.object({ run: z.string() }),
  run: (input, context) => {
    const run = findRun(input.run, context.runs);
    return { kind: 'card', ...scorecardOf(run.id, context) };
  },
});

/** A run's scorecard as a card and as data. */
export const scorecardOf = (id: RunId, { runs, locale }: Pick<Context, 'runs' | 'locale'>) => {
  const reading = runs.read(id);
  if (reading === undefined) throw new UserError('unknown-run', { id, nearest: undefined });
  const json = composeScorecard(reading);
  return { card: scorecardCard(json, reading, locale), json };
};
