import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { databaseError, translatingErrors } from './database-error.ts';
import { type Database, IN_MEMORY } from './open-database.ts';

/** A connection of its own, so that others may write while its rows are read; a copy where all is in memory. */
const openSnapshot = ({ home, sqlite }: Database, path: string): SqliteDriver.Database =>
  translatingErrors(path, () =>
    home === IN_MEMORY ? new SqliteDriver(sqlite.serialize()) : new SqliteDriver(path, { readonly: true }),
  );

/**
 * The rows of one statement, all of the moment of the first, read as they are taken. Whoever stops early has to return
 * the generator, as `for … of` does.
 */
export function* snapshotRows<Row>(
  database: Database,
  statement: string,
  values: Readonly<Record<string, string | number | null>>,
): Generator<Row, void, undefined> {
  const path = join(database.home, 'flames.db');
  const snapshot = openSnapshot(database, path);
  try {
    yield* snapshot.prepare<[object], Row>(statement).iterate(values);
  } catch (error) {
    throw databaseError(error, path);
  } finally {
    snapshot.close();
  }
}
