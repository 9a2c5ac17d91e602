import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createStores, type Stores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { startARedis } from '../support/a-redis.ts';
import { discordWorkspace, slackWorkspace } from '../support/a-workspace.ts';
import { startFaultyWire } from '../support/faulty-wire.ts';
import { startLife, until } from '../support/mortal-bot/life.ts';
import { startFlames } from '../support/run-flames.ts';
import { freePort } from '../support/slack-front.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

/** What whoever stops a container waits for. */
const PATIENCE_MS = 10_000;
const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** How it ended; by SIGKILL when it took longer than anybody waits. */
const stop = async (child: ChildProcess): Promise<{ code: unknown; signal: unknown }> => {
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const [code, signal] = await once(child, 'close');
  clearTimeout(impatience);
  return { code, signal };
};

const openStores = (home: string): Stores => {
  const database = openDatabase(home);
  endings.push(() => database.close());
  return createStores(database, createProcessLock(home));
};

/** Redis that is away, that answers nothing, and that has no worker. */
const REDIS = {
  'is away': async () => `redis://127.0.0.1:${await freePort()}`,
  'answers nothing': async () => {
    const server = createServer((socket) => void socket.on('error', () => undefined));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    endings.push(() => server.close());
    return `redis://127.0.0.1:${(server.address() as { port: number }).port}`;
  },
  'has no worker': async () => {
    const redis = await startARedis();
    endings.push(() => redis.close());
    return redis.url;
  },
};

it.each(Object.entries(REDIS))(
  'a run that is scored over a Redis that %s stops within ten seconds, and can go on',
  async (_what, open) => {
    const home = temporaryFolder();
    const env = { REDIS_URL: await open() };
    const run = startFlames(['evaluate', 'baseline-refuse', 'smoke', '--scorer', 'refusal-rule'], {
      home,
      env,
    });
    endings.push(() => run.process.kill('SIGKILL'));
    const stores = openStores(home);
    const isAsked = (): boolean => {
      const [found] = stores.runs.list();
      return found !== undefined && stores.runs.responses(found.id, -1, 100).length === 10;
    };
    while (!isAsked() && run.process.exitCode === null) await systemClock.sleep(10);
    expect(await stop(run.process)).toEqual({ code: 1, signal: null });
    expect(stores.runs.list()).toMatchObject([{ state: 'stopped' }]);
    const alone = startFlames(['resume', stores.runs.list()[0]?.id ?? ''], { home });
    expect(await alone.finished).toMatchObject({ code: 0 });
    expect(stores.runs.list()).toMatchObject([{ state: 'completed' }]);
  },
);

it.each([
  ['Slack', slackWorkspace],
  ['Discord', discordWorkspace],
] as const)(
  'a bot that has much to post on %s, whose sockets are dead and where no call arrives, stops within ten seconds',
  async (_name, open) => {
    const counterpart = await open();
    endings.push(() => counterpart.close());
    const address = Object.values(counterpart.env).find((value) => value.startsWith('http')) ?? '';
    const wire = await startFaultyWire({ target: new URL(address).origin, seed: 1 });
    endings.push(() => wire.close());
    const workspace = { ...counterpart, env: counterpart.through(wire.origin) };
    const home = temporaryFolder();
    const review = { channels: workspace.review, audit: { from: 10, least: 1 }, borderline: 0 };
    writeFileSync(join(home, 'flames.config.yaml'), JSON.stringify({ review }));
    const life = await startLife(home, workspace);
    endings.push(() => life.process.kill('SIGKILL'));
    await until('it is ready', life, life.ready);
    await workspace.type('evaluate baseline-refuse smoke --scorer refusal-rule');
    const stores = openStores(home);
    await until('there is a run', life, () => stores.runs.list().length === 1);
    wire.silence();
    const isWaiting = (): boolean =>
      stores.runs.list()[0]?.state === 'completed' && stores.outbox.channels().length > 0;
    await until('posts wait', life, isWaiting);
    expect(await stop(life.process)).toEqual({ code: 0, signal: null });
    expect(stores.outbox.channels().length).toBeGreaterThan(0);
  },
);
