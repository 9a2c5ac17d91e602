import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStores, type Stores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import type { Run } from '../../src/flames/run.ts';
import { type ARedis, startARedis } from '../support/a-redis.ts';
import { type JudgeServer, startJudgeServer } from '../support/judge-endpoint-server.ts';
import { type Flames, runFlames, startFlames } from '../support/run-flames.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { freePort } from '../support/slack-front.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const PROMPTS = 120;
const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
let redis: ARedis;
let judges: JudgeServer;

beforeEach(async () => {
  redis = await startARedis();
  judges = await startJudgeServer({ script: ['valid'], latencyMs: 300 });
});
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
  await judges.close();
  await redis.close();
});

/** A configuration with a slow scorer `panel`; `model` is part of what the scorer is. */
const configure = (folder: string, model = 'judge-1'): void => {
  const judge = { baseUrl: judges.baseUrl, model, concurrency: 4 };
  const config = { scorers: { panel: { kind: 'judge', judges: [judge] } } };
  writeFileSync(join(folder, 'flames.config.yaml'), JSON.stringify(config));
};

const env = () => ({ REDIS_URL: redis.url });

/** A worker on a machine of its own: a folder with a configuration, and no database. */
const startWorker = (model?: string, more: Readonly<Record<string, string>> = {}): Flames => {
  const folder = temporaryFolder();
  configure(folder, model);
  const where = { home: join(folder, 'no-home'), cwd: folder };
  const worker = startFlames(['worker'], { ...where, env: { ...env(), ...more } });
  endings.push(() => worker.process.kill('SIGKILL'));
  return worker;
};

const startRun = (home: string): Flames => {
  configure(home);
  const words = ['evaluate', 'baseline-comply', 'full', '--scorer', 'panel', '--json'];
  const bot = startFlames(words, { home, env: env() });
  endings.push(() => bot.process.kill('SIGKILL'));
  return bot;
};

const until = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let turns = 0; !(await isSo()); turns += 1) {
    if (turns > 12_000) throw new Error(`In vain waited until ${what}.`);
    await systemClock.sleep(10);
  }
};

const openStores = (home: string): Stores => {
  const database = openDatabase(home);
  endings.push(() => database.close());
  return createStores(database, createProcessLock(home));
};

const scoredBy = (stores: Stores): number => {
  const [run] = stores.runs.list();
  return run === undefined ? 0 : stores.runs.countDone(run.id);
};

const heard = async (flames: Flames, text: string): Promise<void> => {
  let said = '';
  flames.process.stderr?.on('data', (part) => {
    said += part;
  });
  await until(`it says "${text}": ${said}`, () => said.includes(text));
};

/** Every response has one label, that of the judge, and one annotation. */
const expectAllScoredOnce = (stores: Stores): void => {
  const [run] = stores.runs.list() as [Run];
  expect(run).toMatchObject({ state: 'completed' });
  const rows = stores.runs.responses(run.id, -1, 10 * PROMPTS);
  expect(rows).toHaveLength(PROMPTS);
  expect(new Set(rows.map(({ prompt }) => prompt.id)).size).toBe(PROMPTS);
  expect(rows.every(({ state, scorerLabel }) => state === 'answered' && scorerLabel !== null)).toBe(true);
  const annotations = [...stores.exports.rows('annotations', { run: run.id })];
  expect(annotations).toHaveLength(PROMPTS);
};

it('several workers score a run as this process would, each its share', async () => {
  const workers = [startWorker(), startWorker(), startWorker()];
  const home = temporaryFolder();
  const shared = await startRun(home).finished;
  expect(shared).toMatchObject({ code: 0 });
  expectAllScoredOnce(openStores(home));
  const alone = temporaryFolder();
  configure(alone);
  const words = ['evaluate', 'baseline-comply', 'full', '--scorer', 'panel', '--json'];
  const own = await runFlames(words, { home: alone });
  const { dimensions, overall } = JSON.parse(own.stdout);
  expect(JSON.parse(shared.stdout)).toMatchObject({ dimensions, overall });
  for (const { process } of workers) process.kill('SIGTERM');
  const ends = await Promise.all(workers.map(({ finished }) => finished));
  for (const { code, stderr } of ends) {
    expect(code).toBe(0);
    expect(stderr).toContain('"serves a scorer"');
  }
});

it('workers are killed and the last one is gone for a while: the run waits, says so, and nothing is lost or scored twice', async () => {
  const random = seededRandom(11);
  const home = temporaryFolder();
  const bot = startRun(home);
  const waits = heard(bot, 'no worker has the scorer "panel"');
  await waits;
  const stores = openStores(home);
  const living = [startWorker(), startWorker()];
  for (let kills = 0; kills < 6; kills += 1) {
    const goal = scoredBy(stores) + 2 + Math.floor(10 * random());
    await until('more is scored', () => scoredBy(stores) >= Math.min(goal, PROMPTS));
    living.shift()?.process.kill('SIGKILL');
    living.push(startWorker());
  }
  for (const { process } of living) process.kill('SIGKILL');
  const before = scoredBy(stores);
  startWorker();
  await until('it goes on', () => scoredBy(stores) > before || before === PROMPTS);
  expect(await bot.finished).toMatchObject({ code: 0 });
  expectAllScoredOnce(stores);
});

it('Redis is restarted, loses what it had, and is gone for a minute: the run waits, says so, and goes on', async () => {
  const home = temporaryFolder();
  const bot = startRun(home);
  startWorker();
  startWorker();
  const stores = openStores(home);
  await until('some is scored', () => scoredBy(stores) > 10);
  await redis.kill();
  await redis.start();
  const restarted = scoredBy(stores);
  await until('it goes on after a restart', () => scoredBy(stores) > restarted + 10);
  await redis.flush();
  const flushed = scoredBy(stores);
  await until('it goes on after a loss', () => scoredBy(stores) > flushed + 10);
  const waits = heard(bot, 'Redis cannot be reached');
  await redis.kill();
  await waits;
  await systemClock.sleep(60_000);
  await redis.start();
  expect(await bot.finished).toMatchObject({ code: 0 });
  expectAllScoredOnce(stores);
});

it('the bot is killed and resumes: what workers did meanwhile counts once', async () => {
  const home = temporaryFolder();
  startWorker();
  const stores = openStores(home);
  for (let words = ['evaluate', 'baseline-comply', 'full', '--scorer', 'panel']; ; ) {
    configure(home);
    const bot = startFlames(words, { home, env: env() });
    const before = scoredBy(stores);
    await until('more is scored', () => scoredBy(stores) > before + 20 || bot.process.exitCode !== null);
    bot.process.kill('SIGKILL');
    await bot.finished;
    const [run] = stores.runs.list() as [Run];
    if (run.state === 'completed') break;
    expect(run.state).toBe('interrupted');
    words = ['resume', run.id];
  }
  expectAllScoredOnce(stores);
});

it('a worker with another version of the scorer scores nothing of the run, and the run says which version it needs', async () => {
  const other = startWorker('judge-2');
  await heard(other, 'redis is connected');
  const home = temporaryFolder();
  const bot = startRun(home);
  await heard(bot, 'no worker has the scorer "panel" in version');
  const stores = openStores(home);
  expect(scoredBy(stores)).toBe(0);
  expect(judges.ledger).toEqual([]);
  startWorker();
  expect(await bot.finished).toMatchObject({ code: 0 });
  expectAllScoredOnce(stores);
  expect(new Set(judges.ledger.map(({ body }) => body.model))).toEqual(new Set(['judge-1']));
});

it('a worker needs an address of Redis, and says so in one sentence', async () => {
  const home = temporaryFolder();
  const { code, stderr } = await runFlames(['worker'], { home });
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
  expect(stderr).toContain('REDIS_URL');
});

it('a worker is ready while Redis is there, says what is missing while it is not, and answers all the time', async () => {
  const port = await freePort();
  startWorker(undefined, { METRICS_PORT: String(port) });
  const get = (path: string): Promise<readonly [number, string]> =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      async (answer) => [answer.status, await answer.text()] as const,
      () => [0, ''] as const,
    );
  const isReady = async (): Promise<boolean> => (await get('/readyz'))[0] === 200;
  await until('it is ready', isReady);
  expect(await get('/readyz')).toEqual([200, 'ready\n']);
  await redis.kill();
  await until('it is not ready', async () => !(await isReady()));
  expect(await get('/readyz')).toEqual([503, expect.stringContaining('Redis cannot be reached')]);
  expect(await get('/healthz')).toEqual([200, 'ok\n']);
  await redis.start();
  await until('it is ready again', isReady);
  expect((await get('/metrics'))[1]).toContain('flames_verdicts_total');
});

it('doctor says whether scoring would move: with a worker, without one, and without Redis', async () => {
  const home = temporaryFolder();
  const doctor = async () => (await runFlames(['doctor'], { home, env: env() })).stdout.replace(/\s+/g, ' ');
  expect(await doctor()).toContain('No worker has the scorer "embedded"');
  await heard(startWorker(), 'redis is connected');
  await until('the worker listens', async () => (await doctor()).includes('✓ scoring queue'));
  await redis.kill();
  expect(await doctor()).toContain('Redis did not answer');
});
