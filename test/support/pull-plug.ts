import type SqliteDriver from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Database } from '../../adapters/sqlite/open-database.ts';

/** The process died. */
export class PulledPlug extends Error {}

export interface Plug {
  /** Writes that still succeed; the one after them never happens, and what its transaction wrote is gone. */
  left: number;
}

/** The same database, whose process dies at the write that the plug says. */
export const withPlug = (database: Database, plug: Plug): Database => {
  const sqlite = new Proxy(database.sqlite, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'prepare') return value.bind(target);
      return (source: string) => mortal(target.prepare(source), plug);
    },
  });
  return { ...database, sqlite, orm: drizzle({ client: sqlite }) };
};

const mortal = (statement: SqliteDriver.Statement, plug: Plug): SqliteDriver.Statement =>
  new Proxy(statement, {
    get: (target, name, proxy) => {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...parameters: readonly unknown[]) => {
        if (!target.readonly) countDown(plug);
        const result: unknown = value.apply(target, parameters);
        return result === target ? proxy : result;
      };
    },
  });

const countDown = (plug: Plug): void => {
  if (plug.left === 0) throw new PulledPlug();
  plug.left -= 1;
};
