import { z } from 'zod';
import { scorerListCard } from '../cards/scorer-list-card.ts';
import { defineCommand } from './command.ts';

/** The scorers, what they are and how good they were measured to be. */
export const scorersList = defineCommand({
  name: 'scorers list',
  summary: 'scorersList',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: true,
  input: z.object({}),
  run: async (_input, { scorers, locale }) => {
    const described = await Promise.all(scorers.names().map((name) => scorers.describe(name)));
    const defaultName = scorers.defaultName();
    return {
      kind: 'card',
      card: scorerListCard(described, defaultName, locale),
      json: { scorers: described.map((scorer) => ({ ...scorer, default: scorer.name === defaultName })) },
    };
  },
});
