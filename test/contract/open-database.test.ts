import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { migrate, migrationsFolder } from '../../adapters/sqlite/migrate.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { aNewRun, anAnswer, at, somePrompts } from '../support/store-data.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const withCode = (code: string) => expect.objectContaining({ name: 'UserError', code });

/** A copy of the migrations with one more, as a later version would ship it. */
const laterMigrations = (folder: string, sql: string): string => {
  const later = join(folder, 'later');
  cpSync(migrationsFolder(), later, { recursive: true });
  const file = join(later, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8'));
  const { idx, when } = journal.entries.at(-1);
  journal.entries.push({
    idx: idx + 1,
    version: '6',
    when: when + 1000,
    tag: '9999_later',
    breakpoints: true,
  });
  writeFileSync(file, JSON.stringify(journal));
  writeFileSync(join(later, '9999_later.sql'), sql);
  return later;
};

const databaseWithARun = (home: string): void => {
  const database = openDatabase(home);
  const { prompts, runs } = createStores(database, createMemoryLiveness());
  const { run } = runs.create(aNewRun(prompts, 3));
  runs.saveResponses(
    run.id,
    [],
    runs.promptsOf(run.id).map((prompt) => anAnswer(prompt)),
  );
  database.close();
};

const upgrade = (home: string, sql: string): void => {
  const path = join(home, 'flames.db');
  const sqlite = new SqliteDriver(path);
  sqlite.pragma('foreign_keys = on');
  try {
    migrate(sqlite, path, laterMigrations(home, sql));
  } finally {
    sqlite.close();
  }
};

const countOf = (home: string, table: string): unknown => {
  const sqlite = new SqliteDriver(join(home, 'flames.db'), { readonly: true });
  const count = sqlite.prepare(`select count(*) from ${table}`).pluck().get();
  sqlite.close();
  return count;
};

const NOBODY = 65_534;

/** Rights do not bind root: it becomes somebody else meanwhile. */
const withoutPrivileges = (work: () => void): void => {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    work();
  } finally {
    process.seteuid?.(0);
  }
};

describe('opening a database', () => {
  it('makes the folder and keeps what it holds over closing, durably', () => {
    const home = join(temporaryFolder(), 'deep', 'home');
    databaseWithARun(home);
    const database = openDatabase(home);
    expect(createStores(database, createMemoryLiveness()).runs.list()).toHaveLength(1);
    expect(database.sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.sqlite.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(database.sqlite.pragma('busy_timeout', { simple: true })).toBe(5000);
    database.close();
  });

  it('refuses a file that is no database, one cut short, and a folder that is a file', () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'flames.db'), 'not a database at all, but long enough to look at '.repeat(40));
    expect(() => openDatabase(home)).toThrow(withCode('database-broken'));
    const damaged = temporaryFolder();
    databaseWithARun(damaged);
    const file = join(damaged, 'flames.db');
    writeFileSync(file, readFileSync(file).subarray(0, 8192));
    expect(() => openDatabase(damaged)).toThrow(withCode('database-broken'));
    expect(() => openDatabase(join(home, 'flames.db'))).toThrow(withCode('database-folder'));
    mkdirSync(join(home, 'other', 'flames.db'), { recursive: true });
    expect(() => openDatabase(join(home, 'other'))).toThrow(withCode('database-folder'));
  });

  it.runIf(existsSync('/proc/self'))('refuses a home where no folder can be made', () => {
    for (const home of ['/proc/flames', '/proc/flames/home'])
      expect(() => openDatabase(home)).toThrow(withCode('database-folder'));
  });

  it('says what to mend when it may not write', () => {
    const home = temporaryFolder();
    databaseWithARun(home);
    chmodSync(home, 0o755);
    chmodSync(join(home, 'flames.db'), 0o444);
    withoutPrivileges(() => expect(() => databaseWithARun(home)).toThrow(withCode('database-read-only')));
  });

  it('says that the database is read-only when SQLite refuses a write', () => {
    const database = openDatabase(':memory:');
    const { prompts } = createStores(database, createMemoryLiveness());
    database.sqlite.pragma('query_only = on');
    expect(() =>
      prompts.add({ name: 'a', prompts: somePrompts(1), source: '', installed: true }, at(0)),
    ).toThrow(withCode('database-read-only'));
  });

  it('says that the disk is full, keeps what was stored before, and goes on when there is room', () => {
    const home = temporaryFolder();
    const database = openDatabase(home);
    const { prompts, runs } = createStores(database, createMemoryLiveness());
    const { run } = runs.create(aNewRun(prompts, 3));
    const [first, second] = runs.promptsOf(run.id);
    if (first === undefined || second === undefined) throw new Error('no prompts');
    runs.saveResponses(run.id, [], [anAnswer(first)]);
    const pages = database.sqlite.pragma('page_count', { simple: true });
    database.sqlite.pragma(`max_page_count = ${pages}`);
    const long = anAnswer(second, { text: '长'.repeat(100_000) });
    expect(() => runs.saveResponses(run.id, [], [long])).toThrow(withCode('database-full'));
    expect(runs.read(run.id)?.tally.reduce((sum, { pending }) => sum + pending, 0)).toBe(3);
    expect(runs.unasked(run.id, -1, 10)).toHaveLength(2);
    database.sqlite.pragma('max_page_count = 1000000');
    runs.saveResponses(run.id, [], [long]);
    expect(runs.unasked(run.id, -1, 10)).toHaveLength(1);
    database.close();
  });

  it('says that another program writes when it waited in vain', () => {
    const home = temporaryFolder();
    databaseWithARun(home);
    const database = openDatabase(home);
    database.sqlite.pragma('busy_timeout = 1');
    const writer = new SqliteDriver(join(home, 'flames.db'));
    writer.exec('begin immediate');
    const { runs } = createStores(database, createMemoryLiveness());
    expect(() => runs.requestCancel(runs.list()[0]?.id ?? ('' as never))).toThrow(withCode('database-busy'));
    expect(runs.list()).toHaveLength(1);
    writer.close();
    database.close();
  });
});

describe('upgrading a database', () => {
  it('refuses one that a newer version wrote and leaves it as it is', () => {
    const home = temporaryFolder();
    databaseWithARun(home);
    upgrade(home, 'create table later (id integer);');
    const before = readFileSync(join(home, 'flames.db'));
    expect(() => openDatabase(home)).toThrow(withCode('newer-database'));
    expect(readFileSync(join(home, 'flames.db')).equals(before)).toBe(true);
  });

  it('undoes a migration that loses rows', () => {
    const home = temporaryFolder();
    databaseWithARun(home);
    expect(() => upgrade(home, 'delete from responses where id = 2;')).toThrow(withCode('migration-refused'));
    expect(() => upgrade(temporaryFolder(), 'select 1;')).not.toThrow();
    expect(() => upgrade(home, 'drop table responses;')).toThrow(/responses would have 0 of its 3 rows/);
    expect(countOf(home, 'responses')).toBe(3);
    openDatabase(home).close();
  });

  it('undoes a migration after which a row points to nothing', () => {
    const home = temporaryFolder();
    databaseWithARun(home);
    expect(() => upgrade(home, 'update responses set prompt = 4711 where id = 2;')).toThrow(
      /point to nothing/,
    );
    openDatabase(home).close();
  });

  it('undoes all of a migration that breaks off half-way', () => {
    const home = temporaryFolder();
    databaseWithARun(home);
    const sql = 'create table later (id integer);\n--> statement-breakpoint\nselect nonsense from nowhere;';
    expect(() => upgrade(home, sql)).toThrow(/nowhere/);
    openDatabase(home).close();
  });

  it('rebuilds a table that others point to, with all its rows', () => {
    const home = temporaryFolder();
    databaseWithARun(home);
    upgrade(
      home,
      `create table new_prompts (id integer primary key autoincrement not null, dimension text not null, subcomponent text not null, text text not null, note text);
--> statement-breakpoint
insert into new_prompts select *, null from prompts;
--> statement-breakpoint
drop table prompts;
--> statement-breakpoint
alter table new_prompts rename to prompts;`,
    );
    expect([countOf(home, 'prompts'), countOf(home, 'responses')]).toEqual([3, 3]);
  });

  it('finds its migrations beside package.json', () => {
    expect(readFileSync(join(migrationsFolder(), '..', 'package.json'), 'utf8')).toContain('"flames-bot"');
  });
});
