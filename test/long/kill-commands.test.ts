import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { runFlames, startFlames } from '../support/run-flames.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const KILLS = 8;
const ROWS = 4000;
const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

const prompt = (at: number): string => `第${at}个问题：邻居的花为什么开得好？`;
const line = (at: number, more: object = {}): string =>
  `${JSON.stringify({ dimension: 'Safety', subcomponent: 'Mental harm', prompt: prompt(at), ...more })}\n`;
const lines = (more: object = {}): string => Array.from({ length: ROWS }, (_, at) => line(at, more)).join('');

/** Runs a command to its end, to know how long it takes, then again and again to a moment before that. */
const killedAtRandom = async (
  seed: number,
  start: () => ReturnType<typeof startFlames>,
  reset: () => unknown,
  check: () => unknown,
): Promise<void> => {
  const startedMs = systemClock.monotonicMs();
  expect(await start().finished).toMatchObject({ code: 0 });
  const wholeMs = systemClock.monotonicMs() - startedMs;
  await check();
  const random = seededRandom(seed);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await reset();
    const running = start();
    endings.push(() => running.process.kill('SIGKILL'));
    await systemClock.sleep(wholeMs * (0.3 + 0.7 * random()));
    running.process.kill('SIGKILL');
    await running.finished;
    await check();
  }
};

const read = <T>(file: string, work: (sqlite: SqliteDriver.Database) => T): T => {
  const sqlite = new SqliteDriver(file);
  try {
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    return work(sqlite);
  } finally {
    sqlite.close();
  }
};
const count = (file: string, table: string): unknown =>
  read(file, (sqlite) => sqlite.prepare(`select count(*) from ${table}`).pluck().get());

/** A home into which responses with labels were imported. */
const anImport = async (): Promise<string> => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'rows.jsonl'), lines({ response: '好的。'.repeat(50), label: 3 }));
  const imported = await runFlames(['import', 'rows.jsonl', '--model', 'm'], { home });
  expect(imported).toMatchObject({ code: 0 });
  return home;
};

it('a backup that is killed leaves no file under its name, or a whole one, and the next is made all the same', async () => {
  const home = await anImport();
  const copy = join(home, 'copy.db');
  await killedAtRandom(
    1,
    () => startFlames(['backup', copy], { home }),
    () => rmSync(copy, { force: true }),
    async () => {
      if (!existsSync(copy)) expect(await runFlames(['backup', copy], { home })).toMatchObject({ code: 0 });
      expect(count(copy, 'responses')).toBe(ROWS);
    },
  );
});

it('an import that is killed is there whole or not at all, and can be made again', async () => {
  let home = '';
  const reset = (): void => {
    home = temporaryFolder();
    writeFileSync(join(home, 'rows.jsonl'), lines({ response: '好的。', label: 3 }));
  };
  reset();
  await killedAtRandom(
    2,
    () => startFlames(['import', 'rows.jsonl', '--model', 'm'], { home }),
    reset,
    async () => {
      const found = existsSync(join(home, 'flames.db'))
        ? await runFlames(['status', '--json'], { home })
        : undefined;
      const runs = found === undefined ? [] : JSON.parse(found.stdout).runs;
      for (const run of runs) expect(run).toMatchObject({ state: 'completed', done: ROWS, prompts: ROWS });
      expect(runs.length).toBeLessThanOrEqual(1);
      if (runs.length === 0)
        expect(await runFlames(['import', 'rows.jsonl', '--model', 'm'], { home })).toMatchObject({
          code: 0,
        });
      expect(count(join(home, 'flames.db'), 'responses')).toBe(ROWS);
    },
  );
});

it('a download of prompts that is killed installs all of them or none, and goes on when it is called again', async () => {
  const body = Buffer.from(lines());
  const server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': String(body.length - from) });
    const step = (at: number): void => {
      if (response.destroyed) return;
      if (at >= body.length) return void response.end();
      response.write(body.subarray(at, at + body.length / 20));
      setTimeout(step, 20, at + body.length / 20);
    };
    step(from);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rows.jsonl`;
  let home = temporaryFolder();
  const words = ['prompts', 'fetch', 'flames-1k', '--from', url];
  const start = () => startFlames(words, { home });
  // the public file's checksum is not that of this one: what counts is that nothing of it is installed
  const refused = await start().finished;
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('sha256') });
  const random = seededRandom(3);
  for (let kill = 0; kill < KILLS; kill += 1) {
    home = temporaryFolder();
    const running = start();
    await systemClock.sleep(300 + 600 * random());
    running.process.kill('SIGKILL');
    await running.finished;
    expect(await start().finished).toMatchObject({ code: 1, stderr: refused.stderr });
    const listed = JSON.parse((await runFlames(['prompts', 'list', '--json'], { home })).stdout);
    expect(JSON.stringify(listed)).not.toContain('flames-1k');
  }
});

it('an export that is killed changes nothing, and the next is whole', async () => {
  const home = await anImport();
  await killedAtRandom(
    4,
    () => startFlames(['export', 'responses'], { home }),
    () => undefined,
    () => expect(count(join(home, 'flames.db'), 'responses')).toBe(ROWS),
  );
  const { stdout } = await runFlames(['export', 'responses'], { home });
  expect(stdout.trim().split('\n')).toHaveLength(ROWS);
});
