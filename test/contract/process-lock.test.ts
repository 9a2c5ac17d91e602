import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import SqliteDriver from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { aNewRun } from '../support/store-data.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const HOLDER = fileURLToPath(new URL('../support/lock-holder.js', import.meta.url));
const temporaryFolder = useTemporaryFolders();
const children: ChildProcess[] = [];

const hold = async (home: string, id: string, run = 'none'): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [HOLDER, home, id, run], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
};

/** What another process meets when it looks at a lock file. */
const glance = async (file: string): Promise<string> => {
  const look = `const D = require('better-sqlite3'); const d = new D(process.argv[1], { timeout: 0 });
    try { d.exec('begin; select 1 from sqlite_schema'); console.log('free') } catch (error) { console.log(error.code) }`;
  const child = spawn(process.execPath, ['-e', look, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return String(said).trim();
};

const kill = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

afterEach(async () => {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) await kill(child);
});

describe('a lock that dies with its process', () => {
  it('shows a run as interrupted right after the kill -9 of its process, and can be claimed', async () => {
    const home = temporaryFolder();
    const database = openDatabase(home);
    const lock = createProcessLock(home);
    const { prompts, runs } = createStores(database, lock);
    const { run } = runs.create(aNewRun(prompts, 2));
    const child = await hold(home, 'other', run.id);
    expect(runs.find(run.id)?.state).toBe('running');
    expect(runs.claim(run.id)).toEqual({ kind: 'alive' });
    await kill(child);
    expect(runs.find(run.id)?.state).toBe('interrupted');
    expect(runs.list({ states: ['interrupted'] }).map(({ id }) => id)).toEqual([run.id]);
    expect(runs.claim(run.id)).toEqual({ kind: 'claimed' });
    lock.close();
    database.close();
  });

  it('stays held however often others in this process look at it', async () => {
    const home = temporaryFolder();
    const mine = createProcessLock(home);
    const watcher = createProcessLock(home);
    const id = mine.self();
    expect([watcher.isAlive(id), watcher.isAlive(id), mine.isAlive(id)]).toEqual([true, true, true]);
    expect(await glance(join(home, 'locks', `${id}.lock`))).toBe('SQLITE_BUSY');
    mine.close();
    expect(watcher.isAlive(id)).toBe(false);
  });

  it('removes the files of dead processes and leaves those of living ones', async () => {
    const home = temporaryFolder();
    openDatabase(home).close();
    const dead = await hold(home, 'dead');
    await hold(home, 'living');
    await kill(dead);
    const lock = createProcessLock(home);
    const id = lock.self();
    expect(readdirSync(join(home, 'locks')).toSorted()).toEqual([`${id}.lock`, 'living.lock'].toSorted());
    lock.close();
    expect(readdirSync(join(home, 'locks'))).toEqual(['living.lock']);
  });

  it('makes no file before the first claim', () => {
    const home = temporaryFolder();
    const lock = createProcessLock(home);
    expect(lock.isAlive('nobody')).toBe(false);
    lock.close();
    expect(existsSync(join(home, 'locks'))).toBe(false);
  });

  it('says what to mend when the folder of locks cannot be made', () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'locks'), 'a file');
    expect(() => createProcessLock(home).self()).toThrow(
      expect.objectContaining({ code: 'database-folder' }),
    );
  });

  it('is seen as held from a worker thread, and not lost by its looking', async () => {
    const home = temporaryFolder();
    const lock = createProcessLock(home);
    const file = join(home, 'locks', `${lock.self()}.lock`);
    const look = `const D = require('better-sqlite3'); const { parentPort, workerData } = require('node:worker_threads');
      const d = new D(workerData, { timeout: 0 });
      try { d.exec('begin; select 1 from sqlite_schema'); parentPort.postMessage('free') } catch (error) { parentPort.postMessage(error.code) }
      d.close();`;
    const worker = new Worker(look, { eval: true, workerData: file });
    const gone = once(worker, 'exit');
    expect(await once(worker, 'message')).toEqual(['SQLITE_BUSY']);
    await gone;
    expect(createProcessLock(home).isAlive(lock.self())).toBe(true);
    expect(await glance(file)).toBe('SQLITE_BUSY');
    lock.close();
  });

  it('does not take a dead process for alive while others look at its file', () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'locks'));
    const file = join(home, 'locks', 'ghost.lock');
    writeFileSync(file, '');
    const onlooker = new SqliteDriver(file);
    onlooker.exec('begin immediate');
    expect(createProcessLock(home).isAlive('ghost')).toBe(false);
    onlooker.close();
  });
});
