import { z } from 'zod';
import { sideBySideCard } from '../cards/side-by-side-card.ts';
import { SAMPLE_SET } from '../evaluation/plan-run.ts';
import { startRun } from '../evaluation/start-run.ts';
import { DEFAULT_SEED } from '../flames/select-prompts.ts';
import { newEventId } from '../ids.ts';
import { defineCommand } from './command.ts';
import { scorecardOf } from './read-scorecard.ts';

/** The whole sample set on every built-in model: a true evaluation without an account. */
export const demo = defineCommand({
  name: 'demo',
  summary: 'demo',
  surfaces: ['shell'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: true,
  input: z.object({}),
  run: async (_input, context) => {
    const cards = [];
    for (const model of context.models
      .names()
      .filter((name) => context.models.terms(name)?.kind === 'built-in')) {
      const request = { model, words: [SAMPLE_SET, 'full'], seed: DEFAULT_SEED, confirmed: true };
      const { run } = await startRun(request, { ...context, event: newEventId() });
      await context.work(run, { retryFailed: false });
      cards.push(scorecardOf(run.id, context).json);
    }
    return {
      kind: 'card',
      card: sideBySideCard(cards, context.calledAs(), context.locale),
      json: { scorecards: cards },
    };
  },
});
