import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { makeFolder } from '../files/make-folder.ts';
import { isBusy, translatingErrors } from './database-error.ts';
import { migrate } from './migrate.ts';

/** The one SQLite file. Stores go through `read` and `write` for everything, so that errors become sentences. */
export interface Database {
  readonly orm: BetterSQLite3Database;
  readonly sqlite: SqliteDriver.Database;
  /** `FLAMES_HOME`, or `:memory:`. */
  readonly home: string;
  /** One consistent view of everything that `work` looks at. */
  read<Result>(work: () => Result): Result;
  /** One transaction, BEGIN IMMEDIATE: nobody else writes between its reads and its writes. Durable when it returns. */
  write<Result>(work: () => Result): Result;
  close(): void;
}

export const IN_MEMORY = ':memory:';
const BUSY_TIMEOUT_MS = 5000;
const WAL_RETRY_MS = 20;

const pause = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

/** SQLite does not wait for others when the journal mode changes, and two processes may make the file together. */
const useWal = (sqlite: SqliteDriver.Database): void => {
  for (let waited = 0; ; waited += WAL_RETRY_MS) {
    try {
      sqlite.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= BUSY_TIMEOUT_MS) throw error;
      pause(WAL_RETRY_MS);
    }
  }
};

/**
 * FULL: with NORMAL, WAL keeps every commit over a kill -9 but may lose the last ones when the power fails, and an answer
 * that was paid for is promised. The cost is one fsync a commit, which is why responses are saved in groups.
 */
const configure = (sqlite: SqliteDriver.Database): void => {
  useWal(sqlite);
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = on');
};

const open = (home: string, path: string): SqliteDriver.Database => {
  if (home !== IN_MEMORY) makeFolder(home);
  const sqlite = new SqliteDriver(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    configure(sqlite);
    migrate(sqlite, path);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
};

/**
 * Opens `flames.db` in a folder, made where it is missing, or a database in memory for `:memory:`, and brings it to
 * this version's schema. Throws a `UserError` when the file cannot be used.
 */
export const openDatabase = (home: string): Database => {
  const path = home === IN_MEMORY ? IN_MEMORY : join(home, 'flames.db');
  const sqlite = translatingErrors(path, () => open(home, path));
  const inTransaction = sqlite.transaction((work: () => unknown) => work());
  return {
    orm: drizzle({ client: sqlite }),
    sqlite,
    home,
    read: <Result>(work: () => Result) =>
      translatingErrors(path, () => inTransaction.deferred(work) as Result),
    write: <Result>(work: () => Result) =>
      translatingErrors(path, () => inTransaction.immediate(work) as Result),
    close: () => sqlite.close(),
  };
};
