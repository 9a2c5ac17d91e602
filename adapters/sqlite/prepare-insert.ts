import type { RunResult } from 'better-sqlite3';
import { getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from './open-database.ts';

/**
 * An insert that is prepared once and takes a row at a time; a row that a unique index refuses is left out, and then
 * `changes` is 0. Absent fields become NULL, so the table must have no defaults of SQLite's own.
 */
export const prepareInsert = <Table extends SQLiteTable>(
  { orm, sqlite }: Database,
  table: Table,
): ((row: Table['$inferInsert']) => RunResult) => {
  const columns = Object.entries(getTableColumns(table));
  const holes = Object.fromEntries(columns.map(([name]) => [name, sql`${sql.placeholder(name)}`]));
  const insert = orm
    .insert(table)
    .values(holes as Table['$inferInsert'])
    .onConflictDoNothing()
    .toSQL();
  const statement = sqlite.prepare<unknown[]>(insert.sql);
  return (row) => {
    const values = row as Readonly<Record<string, unknown>>;
    const encoded = columns.map(([name, column]) => {
      const value = values[name] ?? null;
      return value === null ? null : column.mapToDriverValue(value);
    });
    return statement.run(...encoded);
  };
};
