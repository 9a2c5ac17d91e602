import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { isBusy, translatingErrors } from './database-error.ts';

/** Held as long as the process lives, or until it is given back. */
export interface ServiceLock {
  release(): void;
}

/**
 * Takes the right to do one thing for a home, which dies with the process as run locks do: an exclusive transaction on an
 * empty SQLite file. Undefined when another process has it.
 */
export const takeServiceLock = (home: string, name: string): ServiceLock | undefined => {
  const folder = join(home, 'locks');
  return translatingErrors(folder, () => {
    mkdirSync(folder, { recursive: true });
    const sqlite = new SqliteDriver(join(folder, `${name}.service`), { timeout: 0 });
    try {
      sqlite.pragma('journal_mode = MEMORY');
      sqlite.exec('begin exclusive');
      return { release: () => sqlite.close() };
    } catch (error) {
      sqlite.close();
      if (isBusy(error)) return undefined;
      throw error;
    }
  });
};
