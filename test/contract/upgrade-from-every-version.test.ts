import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { migrate } from '../../adapters/sqlite/migrate.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import type { RunId, ScorerIdentity } from '../../src/ids.ts';
import { startABot } from '../support/a-bot.ts';
import { earlierMigrations, migrationCount } from '../support/earlier-migrations.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

const TABLES = `select name from sqlite_schema where type = 'table' and name not like 'sqlite!_%' escape '!'`;
const tablesOf = (sqlite: SqliteDriver.Database, schema: string): readonly string[] =>
  sqlite
    .prepare<[], string>(TABLES.replace('sqlite_schema', `${schema}.sqlite_schema`))
    .pluck()
    .all()
    .filter((name) => name !== '__drizzle_migrations');
const columnsOf = (sqlite: SqliteDriver.Database, schema: string, table: string): readonly string[] =>
  sqlite.prepare<[], string>(`select name from pragma_table_info('${table}', '${schema}')`).pluck().all();

/** A database as an earlier version left it, with those rows of `now` that it had a place for. */
const asEarlier = (now: string, count: number): string => {
  const home = join(temporaryFolder(), 'home');
  mkdirSync(home, { recursive: true });
  const path = join(home, 'flames.db');
  const sqlite = new SqliteDriver(path);
  migrate(sqlite, path, earlierMigrations(count, temporaryFolder()));
  sqlite.pragma('foreign_keys = off');
  sqlite.exec(`attach database '${now}' as later`);
  for (const table of tablesOf(sqlite, 'main')) {
    const known = new Set(columnsOf(sqlite, 'later', table));
    const columns = columnsOf(sqlite, 'main', table)
      .filter((column) => known.has(column))
      .map((column) => `"${column}"`)
      .join(', ');
    sqlite.exec(`insert into main."${table}" (${columns}) select ${columns} from later."${table}"`);
  }
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  sqlite.close();
  return home;
};

/** What people see of what was stored. */
const seen = (home: string) => {
  const database = openDatabase(home);
  const { runs, exports, digests } = createStores(database, createMemoryLiveness());
  const [run] = runs.list();
  const reading = runs.read(run?.id as RunId);
  const rows = (['responses', 'annotations', 'votes', 'flags'] as const).map((kind) => [
    ...exports.rows(kind, { names: true }),
  ]);
  const { review } = digests.digest({ from: new Date(0), to: new Date() });
  database.close();
  return { run, reading, rows, review };
};

/** How many versions kept the responses that taught a scorer, and not their prompts. */
const OF_RESPONSES = 9;

/** How many audit labels measure a scorer. */
const audits = (home: string, scorer: string): number => {
  const database = openDatabase(home);
  const { scorerRecords } = createStores(database, createMemoryLiveness());
  const { labels } = scorerRecords.agreement(scorer as ScorerIdentity);
  database.close();
  return labels;
};

it('a database of every earlier version is upgraded with all it holds, and says the same', async () => {
  const home = temporaryFolder();
  const bot = await startABot(home, { config: JSON.stringify({ review: { audit: { from: 10 } } }) });
  await bot.type('evaluate baseline-comply smoke --scorer refusal-rule');
  const ballot = bot.messageWith('0 of 3 votes');
  for (const voter of ['bob', 'eve', 'zoe']) await bot.press(ballot, '🔴 1', voter);
  await bot.close();
  const now = seen(home);
  expect(now.review.audits.map(({ votes }) => votes.length)).toEqual([3]);
  expect(now.rows.map((rows) => rows.length > 0)).toEqual([true, true, true, true]);
  const versions = migrationCount();
  expect(versions).toBeGreaterThan(3);
  for (let count = 1; count < versions; count += 1) {
    const upgraded = asEarlier(join(home, 'flames.db'), count);
    expect({ count, ...seen(upgraded) }).toEqual({ count, ...now });
  }
  const earlier = asEarlier(join(home, 'flames.db'), OF_RESPONSES);
  const sqlite = new SqliteDriver(join(earlier, 'flames.db'));
  sqlite.exec(
    `insert into scorer_lessons (scorer, response) select 'learnt', response from flags where state = 'settled'`,
  );
  sqlite.close();
  expect(audits(earlier, 'learnt')).toBe(0);
  expect(audits(earlier, 'other')).toBe(1);
});
