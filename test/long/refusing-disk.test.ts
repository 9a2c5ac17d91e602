import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { createFaultEndpoint, type FaultEndpoint } from '../support/fault-endpoint/create-fault-endpoint.mjs';
import { runFlames, startFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const PROMPTS = 120;
const RULE = ['--scorer', 'refusal-rule'] as const;
const NOBODY = 65_534;
const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A home with a run in it, and a model that answers slowly. */
const aHome = async () => {
  const endpoint = await createFaultEndpoint({ faultRate: 0, variantRate: 0, latencyMs: 20 });
  endings.push(() => endpoint.close());
  const home = temporaryFolder();
  const model = { baseUrl: endpoint.baseUrl, model: 'm', concurrency: 2 };
  writeFileSync(join(home, 'flames.config.yaml'), JSON.stringify({ models: { slow: model } }));
  expect(await runFlames(['evaluate', 'baseline-refuse', 'smoke', ...RULE], { home })).toMatchObject({
    code: 0,
  });
  return { home, endpoint };
};

const asked = ({ ledger }: FaultEndpoint): readonly number[] =>
  Object.values(ledger.entries()).map((entries) => entries.length);

/** The run goes on to its end when its disk takes writes again, and at most what was under way is asked again. */
const expectGoesOn = async (home: string, id: string, endpoint: FaultEndpoint): Promise<void> => {
  const resumed = await runFlames(['resume', id, '--json'], { home });
  expect(JSON.parse(resumed.stdout).run).toMatchObject({ id, state: 'completed', prompts: PROMPTS });
  const times = asked(endpoint);
  expect(times).toHaveLength(PROMPTS);
  expect(times.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(PROMPTS + 4);
};

it('a disk that takes no more in the middle of a run ends it with one sentence, and nothing stored is lost', async () => {
  const { home, endpoint } = await aHome();
  const blocks = Math.ceil(statSync(join(home, 'flames.db')).size / 1024) + 80;
  const words = ['evaluate', 'slow', 'full', ...RULE].join(' ');
  const limited = spawn(
    'bash',
    ['-c', `ulimit -f ${blocks}; exec "${process.execPath}" "${resolve('bin/flames')}" ${words}`],
    {
      cwd: home,
      env: { PATH: process.env['PATH'] ?? '', FLAMES_HOME: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  limited.stderr.setEncoding('utf8').on('data', (part) => {
    said += part;
  });
  const [code] = await once(limited, 'close');
  const [id = '', ...sentence] = said.trim().split('\n');
  expect({ code, sentence }).toEqual({
    code: 1,
    sentence: [expect.stringMatching(/^The disk .*flames\.db.*\.$/u)],
  });
  expect(asked(endpoint).length).toBeLessThan(PROMPTS);
  await expectGoesOn(home, id, endpoint);
});

it('a database that another program holds for long ends a run with one sentence, and nothing stored is lost', async () => {
  const { home, endpoint } = await aHome();
  const run = startFlames(['evaluate', 'slow', 'full', ...RULE], { home });
  while (asked(endpoint).length < 20) await systemClock.sleep(5);
  const holder = new SqliteDriver(join(home, 'flames.db'));
  endings.push(() => holder.close());
  for (let held = false; !held; ) {
    try {
      holder.exec('begin immediate');
      held = true;
    } catch {
      await systemClock.sleep(1);
    }
  }
  const { code, stderr } = await run.finished;
  const [id = '', ...sentence] = stderr.trim().split('\n');
  expect({ code, sentence }).toEqual({
    code: 1,
    sentence: [expect.stringContaining('is being written by another program')],
  });
  holder.exec('rollback');
  await expectGoesOn(home, id, endpoint);
});

it('a database that may only be read is refused with one sentence by every command that needs it', async () => {
  const { home } = await aHome();
  const file = join(home, 'flames.db');
  chmodSync(home, 0o755);
  chmodSync(file, 0o444);
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  for (const words of [['evaluate', 'baseline-refuse', 'smoke'], ['status'], ['chat']]) {
    const child = spawn(process.execPath, [resolve('bin/flames'), ...words], {
      ...as,
      cwd: home,
      env: { PATH: process.env['PATH'] ?? '', FLAMES_HOME: home, HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (part) => {
      said += part;
    });
    const [code] = await once(child, 'close');
    expect({ words, code, lines: said.trim().split('\n').length }).toEqual({ words, code: 1, lines: 1 });
    expect(said).toContain('flames.db is read-only: give this user the right to write it');
  }
  chmodSync(file, 0o644);
  const status = JSON.parse((await runFlames(['status', '--json'], { home })).stdout);
  expect(status.runs).toMatchObject([{ model: 'baseline-refuse', state: 'completed', done: 10 }]);
});
