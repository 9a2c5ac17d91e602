import type { Context } from '../commands/context.ts';
import { parsePublishedBoard } from '../history/published-board.ts';
import { readTrainingRows } from '../scoring/train-scorer.ts';
import { calledAs } from './called-as.ts';
import { checkUp } from './check-up.ts';
import { builtPath, dataPath } from './data-path.ts';
import type { World } from './open-world.ts';

/** What differs from caller to caller. */
export type Caller = Pick<
  Context,
  | 'by'
  | 'groups'
  | 'surface'
  | 'locale'
  | 'timeZone'
  | 'event'
  | 'actedAt'
  | 'replyTo'
  | 'may'
  | 'stopping'
  | 'work'
>;

/** What a command works with, for one caller. */
export const contextOf = (world: World, caller: Caller): Context => {
  const {
    stores,
    config,
    clock,
    models,
    scorers,
    files,
    downloads,
    packages,
    pictures,
    figures,
    attachments,
    backUp,
    setAside,
  } = world;
  return {
    ...{ config, clock, models, scorers, files, downloads, packages, pictures, figures, attachments, backUp },
    prompts: stores.prompts,
    runs: stores.runs,
    reviews: stores.reviews,
    history: stores.history,
    exports: stores.exports,
    people: stores.people,
    reports: stores.reports,
    digests: stores.digests,
    schedules: stores.schedules,
    posts: stores.outbox,
    scorerRecords: stores.scorerRecords,
    setAside,
    calledAs: () => calledAs(world.environment.searchPath),
    checkUp: () => checkUp(world),
    pageAssets: async () => ({
      script: await files.readText(builtPath('page/report.js')),
      style: await files.readText(builtPath('page/style.css')),
    }),
    publishedBoard: async () =>
      parsePublishedBoard(await files.readText(dataPath('published/leaderboard.json'))),
    labelledSet: async () => {
      const file = dataPath('labelled/training.jsonl');
      return readTrainingRows(file, await files.readText(file));
    },
    ...caller,
  };
};
