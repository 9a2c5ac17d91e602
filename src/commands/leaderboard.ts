import { z } from 'zod';
import { leaderboardCard } from '../cards/leaderboard-card.ts';
import { composeLeaderboard } from '../history/leaderboard.ts';
import { defineCommand } from './command.ts';

/** The latest completed run of each model, by prompt set and scorer; the published board apart. */
export const leaderboard = defineCommand({
  name: 'leaderboard',
  summary: 'leaderboard',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: true,
  input: z.object({}),
  run: async (_input, { history, publishedBoard, locale }) => {
    const json = composeLeaderboard(history.latest(), await publishedBoard());
    return { kind: 'card', card: leaderboardCard(json, locale), json };
  },
});
