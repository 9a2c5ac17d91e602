import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { createStores, type Stores } from '../../adapters/sqlite/create-stores.ts';
import { migrate } from '../../adapters/sqlite/migrate.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import type { FlagId } from '../../src/ids.ts';
import { discordWorkspace, type Seen, slackWorkspace, type Workspace } from '../support/a-workspace.ts';
import { earlierMigrations, migrationCount } from '../support/earlier-migrations.ts';
import { createFaultEndpoint, type FaultEndpoint } from '../support/fault-endpoint/create-fault-endpoint.mjs';
import { seededRandom } from '../support/seeded-random.ts';
import { freePort } from '../support/slack-front.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

/** Kills of the whole file; 500 in `npm run torture`. The seed is printed: `TORTURE_SEED=…` repeats its draws. */
const KILLS = Number(process.env['TORTURE_KILLS'] ?? 50);
const SEED = Number(process.env['TORTURE_SEED'] ?? 20_261_125);
const LONGEST_LIFE_MS = 4000;
const PATIENCE_MS = 120_000;

const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Life {
  readonly process: ChildProcess;
  readonly over: Promise<unknown>;
  readonly isOver: () => boolean;
  readonly said: () => string;
  ready(): Promise<boolean>;
  /** Whether nothing waits to be posted. */
  drained(): Promise<boolean>;
}

const startLife = async (home: string, env: Readonly<Record<string, string>>): Promise<Life> => {
  const port = await freePort();
  const child = spawn(process.execPath, [resolve('bin/flames'), 'start'], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', FLAMES_HOME: home, METRICS_PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  let isOver = false;
  const over = once(child, 'close').then(() => {
    isOver = true;
  });
  endings.push(() => child.kill('SIGKILL'));
  const get = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      (answer) => answer.text(),
      () => '',
    );
  return {
    ...{ process: child, over },
    isOver: () => isOver,
    said: () => said,
    ready: async () => (await get('/readyz')) === 'ready\n',
    drained: async () => (await get('/metrics')).includes('flames_outbox_posts{state="waiting"} 0\n'),
  };
};

const until = async (
  what: string,
  life: Life,
  isSo: () => boolean | Promise<boolean>,
  left: () => string = () => '',
): Promise<boolean> => {
  for (const end = Date.now() + PATIENCE_MS; !life.isOver(); ) {
    if (await isSo()) return true;
    if (Date.now() > end)
      throw new Error(`In vain waited until ${what}: ${left()} ${life.said().slice(-4000)}`);
    await systemClock.sleep(20);
  }
  return false;
};

/** What somebody does, or the death of the bot meanwhile; then they do it again later. */
const tried = (work: Promise<unknown>, life: Life): Promise<unknown> =>
  Promise.race([work.catch(() => undefined), life.over, systemClock.sleep(5000)]);

/** Everybody has one opinion of each flag, so that it may be said again: half the flags are agreed on. */
const opinionOf = (flag: FlagId, by: string): '🟢 3' | '🔴 1' =>
  Number(flag.slice(1)) % 2 === 0 || by === 'bob' ? '🟢 3' : '🔴 1';

class Story {
  readonly #home: string;
  readonly #workspace: Workspace;
  readonly #stores: Stores;
  /** `flag voter` of every press. */
  readonly #pressed = new Set<string>();
  runsWanted = 1;

  constructor(home: string, workspace: Workspace, stores: Stores) {
    this.#home = home;
    this.#workspace = workspace;
    this.#stores = stores;
  }

  live(): Promise<Life> {
    return startLife(this.#home, this.#workspace.env);
  }

  get runs() {
    return this.#stores.runs.list();
  }

  get open() {
    return this.#stores.reviews.list({ states: ['open'] });
  }

  get isSettled(): boolean {
    return (
      this.runs.length >= this.runsWanted &&
      this.runs.every(({ state }) => state === 'completed') &&
      this.open.every(({ votes }) => votes >= 2)
    );
  }

  /** People ask for a run when there is none left, else vote on whatever ballot they see. */
  async act(life: Life): Promise<void> {
    if (this.runs.length < this.runsWanted) await this.#ask(life);
    else await this.#voteOnce(life);
  }

  async #ask(life: Life): Promise<void> {
    const before = this.runs.length;
    await tried(this.#workspace.type('evaluate slow smoke --scorer refusal-rule'), life);
    for (let turns = 0; turns < 100 && !life.isOver() && this.runs.length === before; turns += 1)
      await systemClock.sleep(20);
  }

  async #voteOnce(life: Life): Promise<void> {
    const waiting = this.open.filter(({ votes }) => votes < 2);
    const seen = await this.#workspace.seen();
    for (const { flag } of waiting) {
      const [ballot] = ballotsOf(flag.id, seen);
      if (ballot === undefined) continue;
      for (const by of ['bob', 'cid'] as const) {
        if (life.isOver()) return;
        this.#pressed.add(`${flag.id} ${by}`);
        await tried(this.#workspace.press(ballot.ref, opinionOf(flag.id, by), by), life);
      }
      return;
    }
    await systemClock.sleep(250);
  }

  /** What is not done yet, for whoever reads why a test failed. */
  get left(): string {
    const { outbox } = this.#stores;
    const posts = outbox.channels().flatMap((channel) => outbox.waiting(channel));
    const flags = this.open.map(({ flag, votes }) => `${flag.id} has ${votes} votes`);
    return JSON.stringify({ posts: posts.map((post) => ({ ...post, card: undefined })), flags });
  }

  /** What was stored and posted is what people and the endpoint did: nothing lost, nothing doubled. */
  async check(endpoint: FaultEndpoint): Promise<void> {
    const seen = await this.#workspace.seen();
    const { runs, exports, reviews } = this.#stores;
    expect(this.runs.map(({ state }) => state)).toEqual(this.runs.map(() => 'completed'));
    for (const { id } of this.runs) {
      const responses = runs.responses(id, -1, 1000);
      expect(new Set(responses.map(({ prompt }) => prompt.id)).size).toBe(10);
      expect(responses).toHaveLength(10);
      expect(responses.every(({ scorerLabel }) => scorerLabel !== null)).toBe(true);
      const cards = seen.filter(({ words }) => /^Scorecard · slow/m.test(words) && words.includes(`${id} ·`));
      expect({ id, cards: cards.length }).toEqual({ id, cards: 1 });
      for (const { prompt } of responses)
        expect(endpoint.ledger.entries()[prompt.text]?.some(({ outcome }) => outcome === 'answered')).toBe(
          true,
        );
    }
    expect(seen.filter(({ words }) => /^(Evaluation|Queued)/m.test(words))).toEqual([]);
    const flags = reviews.list({});
    expect(flags).toHaveLength(5 * this.runs.length);
    // an answer on which people agreed before is not put to them again
    const put = flags.flatMap(({ flag }) => (flag.reusedFrom === null ? [flag] : []));
    const posted = flags.map(({ flag: { id } }) => ({ id, ballots: ballotsOf(id, seen).length }));
    expect(posted).toEqual(
      flags.map(({ flag: { id, reusedFrom } }) => ({ id, ballots: reusedFrom === null ? 1 : 0 })),
    );
    const votes = [...exports.rows('votes', { names: true })].filter(({ stands }) => stands);
    const cast = votes.map(({ flag, name }) => `${flag} ${name}`);
    expect(new Set(cast).size).toBe(cast.length);
    for (const { flag, name, label } of votes) {
      expect(this.#pressed).toContain(`${flag} ${name}`);
      expect(label).toBe(opinionOf(flag, name ?? '') === '🟢 3' ? 3 : 1);
    }
    const settled = put.filter(({ state }) => state === 'settled').map(({ id }) => id);
    expect(settled.length).toBeGreaterThan(0);
    const byVoters = [...exports.rows('annotations', {})].flatMap(({ source, flag }) =>
      source === 'voters' && put.some(({ id }) => id === flag) ? [flag] : [],
    );
    expect([...byVoters].sort()).toEqual([...settled].sort());
  }
}

const ballotsOf = (flag: FlagId, seen: readonly Seen[]): readonly Seen[] =>
  seen.filter(({ words }) => new RegExp(`^${flag} · `, 'm').test(words));

it.each([
  ['Slack', slackWorkspace, Math.ceil(0.5 * KILLS)],
  ['Discord', discordWorkspace, Math.floor(0.3 * KILLS)],
] as const)(
  'a bot on %s that is killed at random loses nothing and doubles nothing',
  async (name, open, kills) => {
    process.stderr.write(`${name}: ${kills} kills, seed ${SEED}\n`);
    const random = seededRandom(SEED);
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
      const killAt = systemClock
        .sleep(Math.floor(LONGEST_LIFE_MS * random()))
        .then(() => life.process.kill('SIGKILL'));
      if (await until('it is ready', life, life.ready)) while (!life.isOver()) await story.act(life);
      await Promise.all([killAt, life.over]);
      expect({ signal: life.process.signalCode, said: faults(life) }).toEqual({
        signal: 'SIGKILL',
        said: [],
      });
      killed += 1;
    }
    const life = await story.live();
    await until('it is ready', life, life.ready);
    await until(
      'all is done',
      life,
      async () => {
        if (!story.isSettled) await story.act(life);
        return story.isSettled && (await life.drained());
      },
      () => story.left,
    );
    life.process.kill('SIGTERM');
    await life.over;
    expect({ code: life.process.exitCode, said: faults(life) }).toEqual({ code: 0, said: [] });
    await story.check(endpoint);
  },
);

const faults = (life: Life): readonly string[] =>
  life
    .said()
    .split('\n')
    .filter((line) => line.includes('"fault"'));

it('a program that is killed while it upgrades a database leaves it old or new, never between', async () => {
  const random = seededRandom(SEED);
  const latest = migrationCount();
  const versions = new Set<unknown>();
  for (let kill = 0; kill < Math.ceil(0.2 * KILLS); kill += 1) {
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
