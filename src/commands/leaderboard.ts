import { z } from 'zod';
import { leaderboardCard } from '../cards/leaderboard-card.ts';
import { composeLeaderboard } from '../history/leaderboard.ts';
import { leaderboardPicture } from '../pictures/leaderboard-picture.ts';
import { defineCommand } from './command.ts';

/** Boards that are drawn, the newest first. */
const MOST_PICTURES = 3;

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
  run: async (_input, { history, publishedBoard, locale, surface, config }) => {
    const json = composeLeaderboard(history.latest(), await publishedBoard(), config.review.headline);
    const told = json.boards.filter(({ scorer }) => scorer.headline.allowed);
    const drawn = surface === 'shell' ? [] : told.slice(0, MOST_PICTURES);
    return {
      kind: 'card',
      card: leaderboardCard(json, locale),
      json,
      pictures: drawn.map((board) => leaderboardPicture(board, locale)),
    };
  },
});
