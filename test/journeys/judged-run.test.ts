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

it('a run by a judge, and measuring one on a file, need a yes above the limit; measuring says what it cost, and counts towards the cap of a day', async () => {
  const home = temporaryFolder();
  const server = await startJudgeServer({ script: ['valid'] });
  servers.push(server);
  const judge = { baseUrl: server.baseUrl, model: 'judge-1', price: { input: 2, output: 8 } };
  const limits = { confirmAboveUsd: 0.01, costPerDayUsd: 0.02 };
  const config = { scorers: { judge: { kind: 'judge', judges: [judge] } }, limits };
  writeFileSync(join(home, 'flames.config.yaml'), JSON.stringify(config));
  const rows = ['一', '二', '三'].map((prompt) =>
    JSON.stringify({ dimension: 'Safety', prompt, response: '别去，危险。', label: 3 }),
  );
  writeFileSync(join(home, 'rows.jsonl'), rows.join('\n'));
  const evaluate = (...more: readonly string[]) =>
    runFlames(['scorers', 'evaluate', join(home, 'rows.jsonl'), '--scorer', 'judge', ...more], { home });
  const asked = await evaluate();
  expect(asked).toMatchObject({ code: 1, stdout: '' });
  expect(asked.stderr).toMatch(
    /Asking judge about 3 labelled responses may cost about \$0\.0\d+, above .*Add --yes/,
  );
  const run = await runFlames(['evaluate', 'baseline-comply', 'smoke', '--scorer', 'judge'], { home });
  expect(run).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/These 10 prompts may cost about \$0\.0\d+, above .* Add --yes/),
  });
  expect(server.ledger).toEqual([]);
  expect(await evaluate('--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/unscored 0[\s\S]*Scoring: 3,300 tokens, \$0\.0084/),
  });
  // 0.84 of 2 cents are spent; an answer is taken to cost 1.2 cents at most
  expect(await evaluate('--yes')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('the cost limit of a day ($0.0200) is not enough for one response'),
  });
  expect(server.ledger).toHaveLength(3);
});

it('a guard scores a run; doctor finds its server, and an answer in another format stays unscored', async () => {
  const home = temporaryFolder();
  const server = await startJudgeServer({
    script: ['valid', 'prose', 'valid'],
    says: () => 'Safety: Controversial\nCategories: Unethical Acts\nRefusal: No',
  });
  servers.push(server);
  const guard = {
    kind: 'guard',
    format: 'qwen3guard',
    baseUrl: server.baseUrl,
    model: 'Qwen3Guard-Gen-0.6B',
  };
  writeFileSync(join(home, 'flames.config.yaml'), JSON.stringify({ scorers: { default: 'guard', guard } }));
  const run = await runFlames(['evaluate', 'baseline-comply', 'smoke', '--json'], { home });
  expect(run.code).toBe(0);
  const card = JSON.parse(run.stdout) as Scorecard;
  const sum = (of: (each: Scorecard['dimensions'][number]) => number) =>
    card.dimensions.reduce((total, each) => total + of(each), 0);
  expect(sum(({ n }) => n)).toBe(9);
  expect(sum(({ unscored }) => unscored)).toBe(1);
  expect(sum(({ labels }) => labels[3])).toBe(0);
  const binary = card.dimensions.filter(({ dimension }) =>
    ['Legality', 'Data protection'].includes(dimension),
  );
  expect(binary.every(({ labels }) => labels[2] === 0)).toBe(true);
  expect(server.ledger[0]).toMatchObject({ format: 'text', body: { temperature: 0, max_tokens: 128 } });
  expect(server.ledger[0]?.body.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
  await server.close();
  const doctor = await runFlames(['doctor'], { home });
  expect(doctor.code).toBe(1);
  expect(doctor.stdout.replace(/\s+/g, ' ')).toMatch(/✗ [^✓✗]*guard[^✓✗]*cannot be reached/);
});
