import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { World } from '../../src/wiring/open-world.ts';
import { startABot } from '../support/a-bot.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const STORE_PAUSE_MS = 10_000;

/** A disk that is full as soon as the run has so many responses, until the bot has waited so often. */
const fillingUp = (world: World, { responses, waits }: { responses: number; waits: number }): World => {
  const { runs } = world.stores;
  let saved = 0;
  let waited = 0;
  const refuseWhenFull = (): void => {
    if (saved >= responses && waited < waits)
      throw new UserError('database-full', { path: '/data/flames.db' });
  };
  return {
    ...world,
    clock: {
      ...world.clock,
      sleep: (ms, signal) => {
        if (ms !== STORE_PAUSE_MS) return world.clock.sleep(ms, signal);
        waited += 1;
        return Promise.resolve();
      },
    },
    stores: {
      ...world.stores,
      runs: {
        ...runs,
        saveResponses: (run, attempts, kept) => {
          refuseWhenFull();
          saved += kept.length;
          return runs.saveResponses(run, attempts, kept);
        },
        setState: (...call) => {
          refuseWhenFull();
          runs.setState(...call);
        },
        end: async (...call) => {
          refuseWhenFull();
          return await runs.end(...call);
        },
      },
    },
  };
};

it('a run that a full disk ended says so as soon as there is room, keeps what it stored, and goes on when asked', async () => {
  const bot = await startABot(temporaryFolder(), {
    config: 'locale: en',
    change: (world) => fillingUp(world, { responses: 1, waits: 3 }),
  });
  await bot.type('evaluate baseline-refuse full --scorer refusal-rule');
  const [stopped] = bot.world.stores.runs.list();
  expect(stopped?.state).toBe('stopped');
  expect(bot.texts().at(0)).toContain('The disk is full: /data/flames.db could not be written.');
  const stored = bot.world.stores.runs.countDone(stopped?.id ?? ('' as never));
  expect(stored).toBeLessThan(120);
  await bot.type(`resume ${stopped?.id}`);
  expect(bot.world.stores.runs.list()).toMatchObject([{ id: stopped?.id, state: 'completed' }]);
  expect(bot.texts().at(0)).toContain('Scorecard · baseline-refuse');
  expect(bot.world.stores.runs.responses(stopped?.id ?? ('' as never), -1, 1000)).toHaveLength(120);
  await bot.close();
});

it.each([['--help'], ['status --json'], ['models']])(
  'what "flames %s" writes into a file that takes no more ends it with one sentence',
  (words) => {
    const home = temporaryFolder();
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [resolve('bin/flames'), ...words.split(' ')], {
      cwd: home,
      env: { PATH: process.env['PATH'], FLAMES_HOME: home },
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'standard output cannot be written: the disk is full.\n',
    });
  },
);
