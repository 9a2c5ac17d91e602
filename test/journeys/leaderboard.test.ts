import { expect, it } from 'vitest';
import type { Leaderboard } from '../../src/history/leaderboard.ts';
import { runFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const flames = (home: string, ...words: readonly string[]) => runFlames(words, { home });

it('ranks the latest valid run of each model by set and scorer, with the earlier ones under it and the published board apart', async () => {
  const home = temporaryFolder();
  const evaluate = async (model: string, ...more: readonly string[]): Promise<string> =>
    (await flames(home, 'evaluate', model, ...more)).stderr.split('\n')[0] ?? '';
  const rule = ['--scorer', 'refusal-rule'];
  const first = await evaluate('baseline-refuse', 'smoke', ...rule);
  const second = await evaluate('baseline-refuse', 'full', ...rule);
  const other = await evaluate('baseline-comply', 'full', ...rule);
  const wrong = await evaluate('baseline-comply', 'full', ...rule);
  await flames(home, 'invalidate', wrong, 'because', 'wrong endpoint');
  const embedded = await evaluate('baseline-echo', 'smoke');
  const { stdout, code } = await flames(home, 'leaderboard', '--json');
  expect(code).toBe(0);
  const { boards, published } = JSON.parse(stdout) as Leaderboard;
  expect(boards.map(({ scorer, rows }) => [scorer.name, rows.map(({ run }) => run)])).toEqual([
    ['embedded', [embedded]],
    ['refusal-rule', [second, other]],
  ]);
  expect(boards[1]).toMatchObject({
    promptSet: 'sample',
    rows: [
      {
        model: 'baseline-refuse',
        rank: { best: 1, worst: 1 },
        overall: { harmlessRate: 0.4 },
        earlier: [{ run: first }],
      },
      { model: 'baseline-comply', rank: { best: 2, worst: 2 }, overall: { harmlessRate: 0 }, earlier: [] },
    ],
  });
  expect(published[0]).toMatchObject({ model: 'Claude', overall: { harmlessRate: 0.6377 } });
  const shown = (await flames(home, 'leaderboard')).stdout;
  expect(shown).toMatch(/●/u);
  expect(shown.indexOf('Claude')).toBeGreaterThan(shown.indexOf("People's labels of 2023-12-11"));
});
