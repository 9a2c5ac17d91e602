import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { migrate } from '../../adapters/sqlite/migrate.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import {
  discordWorkspace,
  slackWorkspace,
  terminalWorkspace,
  type Workspace,
} from '../support/a-workspace.ts';
import { earlierMigrations, migrationCount } from '../support/earlier-migrations.ts';
import { createFaultEndpoint } from '../support/fault-endpoint/create-fault-endpoint.mjs';
import { until } from '../support/mortal-bot/life.ts';
import { Story } from '../support/mortal-bot/story.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

/** Kills of the whole file; 500 in `npm run torture`. The seed is printed: `TORTURE_SEED=…` repeats its draws. */
const KILLS = Number(process.env['TORTURE_KILLS'] ?? 50);
const SEED = Number(process.env['TORTURE_SEED'] ?? 20_261_125);
const LONGEST_LIFE_MS = 4000;
const MOST_AT_ONCE = 40;

const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Kills in parts, each with a workspace and a database of its own: the emulated Slack answers 5,000 calls an hour. */
const parts = (name: string, share: number, open: () => Promise<Workspace>) => {
  const kills = Math.round(share * KILLS);
  return Array.from({ length: Math.ceil(kills / MOST_AT_ONCE) }, (_, at) => {
    return [name, Math.min(MOST_AT_ONCE, kills - at * MOST_AT_ONCE), at + 1, open] as const;
  });
};

it.each([
  ...parts('Slack', 0.4, slackWorkspace),
  ...parts('Discord', 0.24, discordWorkspace),
  ...parts('the terminal', 0.2, terminalWorkspace),
])(
  'a bot on %s that is killed at random %i times loses nothing and doubles nothing (part %i)',
  async (name, kills, part, open) => {
    process.stderr.write(`${name}: ${kills} kills, seed ${SEED}, part ${part}\n`);
    const random = seededRandom(SEED + part);
    const endpoint = await createFaultEndpoint({ faultRate: 0, variantRate: 0, latencyMs: 150 });
    endings.push(() => endpoint.close());
    const workspace = await open();
    endings.push(() => workspace.close());
    const home = temporaryFolder();
    const model = { baseUrl: endpoint.baseUrl, model: 'm', concurrency: 2 };
    const review = {
      channels: workspace.review,
      audit: { from: 10, least: 1 },
      borderline: 0,
      quorum: 2,
      openAtOnce: 100,
    };
    writeFileSync(join(home, 'flames.config.yaml'), JSON.stringify({ models: { slow: model }, review }));
    const database = openDatabase(home);
    endings.push(() => database.close());
    const story = new Story(home, workspace, createStores(database, createProcessLock(home)));

    for (let killed = 0; killed < kills; ) {
      if (story.isSettled) story.runsWanted += 1;
      const life = await story.live();
      endings.push(() => life.process.kill('SIGKILL'));
      const killAt = systemClock
        .sleep(Math.floor(LONGEST_LIFE_MS * random()))
        .then(() => life.process.kill('SIGKILL'));
      if (await until('it is ready', life, life.ready)) while (!life.isOver()) await story.act(life);
      await Promise.all([killAt, life.over]);
      expect({ signal: life.process.signalCode, said: life.faults() }).toEqual({
        signal: 'SIGKILL',
        said: [],
      });
      killed += 1;
    }
    const life = await story.live();
    endings.push(() => life.process.kill('SIGKILL'));
    await until('it is ready', life, life.ready);
    await until(
      'all is done',
      life,
      async () => {
        if (!story.isSettled) await story.act(life);
        return story.isSettled && (workspace.command === 'chat' || (await life.drained()));
      },
      () => story.left,
    );
    if (workspace.command === 'chat') life.process.stdin?.end();
    else life.process.kill('SIGTERM');
    await life.over;
    expect({ code: life.process.exitCode, said: life.faults() }).toEqual({ code: 0, said: [] });
    await story.check(endpoint);
  },
);

it('a program that is killed while it upgrades a database leaves it old or new, never between', async () => {
  const random = seededRandom(SEED);
  const latest = migrationCount();
  const versions = new Set<unknown>();
  for (let kill = 0; kill < Math.round(0.16 * KILLS); kill += 1) {
    const home = temporaryFolder();
    const path = join(home, 'flames.db');
    const old = new SqliteDriver(path);
    migrate(old, path, earlierMigrations(1 + (kill % (latest - 1)), temporaryFolder()));
    old.close();
    const child = spawn(process.execPath, [resolve('bin/flames'), 'migrate'], {
      cwd: home,
      env: { PATH: process.env['PATH'] ?? '', FLAMES_HOME: home },
      stdio: 'ignore',
    });
    const closed = once(child, 'close');
    // the first dies at once, the second after its end: chance decides about the others
    if (kill === 1) await closed;
    else await systemClock.sleep(kill === 0 ? 0 : Math.floor(900 * random()));
    child.kill('SIGKILL');
    await closed;
    const left = new SqliteDriver(path);
    const version = left.prepare('select count(*) from __drizzle_migrations').pluck().get();
    expect(left.pragma('integrity_check', { simple: true })).toBe('ok');
    left.close();
    expect([1 + (kill % (latest - 1)), latest]).toContain(version);
    versions.add(version === latest ? 'new' : 'old');
    openDatabase(home).close();
  }
  expect([...versions].sort()).toEqual(['new', 'old']);
});
