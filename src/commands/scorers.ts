import { z } from 'zod';
import { type ListedScorer, scorerListCard } from '../cards/scorer-list-card.ts';
import { UserError } from '../errors.ts';
import { peopleAgreement } from '../flames/people-agreement.ts';
import { currentChoice } from '../scoring/workspace-scorer.ts';
import { defineCommand } from './command.ts';
import type { Context } from './context.ts';

/** Who scores, what the scorers are, and how good each is: as it was measured, and in the eyes of the workspace's people. */
export const scorersList = defineCommand({
  name: 'scorers list',
  summary: 'scorersList',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: true,
  input: z.object({}),
  run: async (_input, context) => {
    const { scorers, scorerRecords, locale } = context;
    const listed = await Promise.all(scorers.names().map((name) => listedScorer(name, context)));
    const choice = currentChoice(scorerRecords.switches());
    const lessons = scorerRecords.lessons().length;
    const who = { name: scorers.defaultName(), configured: scorers.configuredName(), choice, lessons };
    return {
      kind: 'card',
      card: scorerListCard(who, listed, locale),
      json: { ...who, choice: choice ?? null, scorers: listed },
    };
  },
});

/** One that cannot work is listed with the mend. */
const listedScorer = async (
  name: string,
  { scorers, scorerRecords, locale }: Context,
): Promise<ListedScorer> => {
  const place = { name, origin: scorers.origin(name), default: name === scorers.defaultName() };
  try {
    const description = await scorers.describe(name);
    const agreement = peopleAgreement(scorerRecords.agreement(description.identity));
    return { ...description, ...place, agreement };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...place, problem: error.in(locale) };
  }
};
