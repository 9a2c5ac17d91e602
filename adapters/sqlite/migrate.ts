import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type SqliteDriver from 'better-sqlite3';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { UserError } from '../../src/errors.ts';

/** Rows by table. */
type RowCounts = ReadonlyMap<string, number>;

/** A migration may rebuild a large table; another process that opens the file waits for that long. */
const WAIT_FOR_OTHERS_MS = 60_000;
const JOURNAL = '__drizzle_migrations';

/** `migrations/` of this package, from its source and from `dist/` alike. */
export const migrationsFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'migrations');
};

const hasTable = (sqlite: SqliteDriver.Database, name: string): boolean =>
  sqlite.prepare(`select 1 from sqlite_schema where type = 'table' and name = ?`).get(name) !== undefined;

/** When each applied migration was written, as drizzle notes it. */
const appliedMigrations = (sqlite: SqliteDriver.Database): ReadonlySet<number> =>
  hasTable(sqlite, JOURNAL)
    ? new Set(sqlite.prepare<[], number>(`select created_at from ${JOURNAL}`).pluck().all().map(Number))
    : new Set();

const countRows = (sqlite: SqliteDriver.Database): RowCounts => {
  const names = sqlite
    .prepare<[], string>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite!_%' escape '!'`,
    )
    .pluck()
    .all();
  const count = (name: string): number =>
    sqlite
      .prepare<[], number>(`select count(*) from "${name.replaceAll('"', '""')}"`)
      .pluck()
      .get() ?? 0;
  return new Map(names.map((name) => [name, count(name)]));
};

const damage = (sqlite: SqliteDriver.Database, before: RowCounts): string | undefined => {
  const after = countRows(sqlite);
  for (const [table, rows] of before) {
    const left = after.get(table) ?? 0;
    if (left < rows) return `the table ${table} would have ${left} of its ${rows} rows left`;
  }
  const orphans = sqlite.pragma('foreign_key_check') as readonly { readonly table: string }[];
  return orphans[0] === undefined ? undefined : `a row of ${orphans[0].table} would point to nothing`;
};

const apply = (sqlite: SqliteDriver.Database, migrations: readonly MigrationMeta[], path: string): void => {
  const applied = appliedMigrations(sqlite);
  const before = countRows(sqlite);
  sqlite.exec(
    `create table if not exists ${JOURNAL} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
  );
  const note = sqlite.prepare(`insert into ${JOURNAL} (hash, created_at) values (?, ?)`);
  for (const migration of migrations.filter(({ folderMillis }) => !applied.has(folderMillis))) {
    for (const statement of migration.sql) sqlite.exec(statement);
    note.run(migration.hash, migration.folderMillis);
  }
  const because = damage(sqlite, before);
  if (because !== undefined) throw new UserError('migration-refused', { path, because });
};

/**
 * Brings the database to this version's schema, in one transaction: all or nothing. Drizzle's own `migrate` decides
 * before it takes the lock and commits before anybody could count, so only its files and its journal are used.
 * Foreign keys are off meanwhile (a table is rebuilt by dropping it) and checked before the commit.
 * Throws `newer-database` for migrations that this version does not know, `migration-refused` when rows would be lost.
 */
export const migrate = (
  sqlite: SqliteDriver.Database,
  path: string,
  folder: string = migrationsFolder(),
): void => {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  const known = new Set(migrations.map(({ folderMillis }) => folderMillis));
  const applied = appliedMigrations(sqlite);
  if ([...applied].some((migration) => !known.has(migration)))
    throw new UserError('newer-database', { path });
  if (applied.size === known.size) return;
  const timeout = sqlite.pragma('busy_timeout', { simple: true });
  sqlite.pragma(`busy_timeout = ${WAIT_FOR_OTHERS_MS}`);
  sqlite.pragma('foreign_keys = off');
  try {
    sqlite.transaction(() => apply(sqlite, migrations, path)).immediate();
  } finally {
    sqlite.pragma('foreign_keys = on');
    sqlite.pragma(`busy_timeout = ${timeout}`);
  }
};
