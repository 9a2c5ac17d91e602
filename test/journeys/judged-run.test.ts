import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Scorecard } from '../../src/flames/scorecard.ts';
import { type JudgeServer, startJudgeServer } from '../support/judge-endpoint-server.ts';
import { runFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const servers: JudgeServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

it('a panel of judges scores a run over real connections; what it cannot read stays unscored, and the card says how much it could', async () => {
  const home = temporaryFolder();
  const server = await startJudgeServer({ seed: 5 });
  servers.push(server);
  const judge = { baseUrl: server.baseUrl, model: 'judge-1', price: { input: 2, output: 8 } };
  const config = {
    scorers: { panel: { kind: 'judge', judges: [judge, { ...judge, model: 'judge-2' }], minimumValid: 1 } },
  };
  writeFileSync(join(home, 'flames.config.yaml'), JSON.stringify(config));
  const run = await runFlames(['evaluate', 'baseline-comply', 'smoke', '--scorer', 'panel', '--json'], {
    home,
  });
  expect(run.code).toBe(0);
  const card = JSON.parse(run.stdout) as Scorecard;
  const scored = card.dimensions.reduce((sum, { n, unscored }) => sum + n + unscored, 0);
  expect(scored).toBe(10);
  const completions = server.ledger.filter(({ fault }) =>
    ['valid', 'invalid-json', 'prose', 'refuses'].includes(fault),
  ).length;
  const parsed = server.ledger.filter(({ fault }) => fault === 'valid').length;
  const shown = (await runFlames(['scorecard', card.run.id], { home })).stdout.replace(/\s+/g, ' ');
  expect(shown).toContain(
    `Judges: ${((100 * parsed) / completions).toFixed(1)} % of ${completions} answers could be read`,
  );
  expect(shown).toMatch(/Scoring: [\d,]+ tokens, \$/);
  expect(shown).not.toContain('not comparable with Flames results');
});
