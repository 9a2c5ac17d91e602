import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';
import { isBusy, translatingErrors } from './database-error.ts';

/** Who this process is, and whether another one still lives. */
export interface Liveness {
  /** This process's name, locked from the first call on. */
  self(): string;
  isAlive(id: string): boolean;
  close(): void;
}

const SUFFIX = '.lock';
/** Long enough for a glance of another process at the file. */
const ACQUIRE_TIMEOUT_MS = 5000;

/** Reading needs a shared lock, which any number of watchers hold together and only the owner's exclusive one refuses. */
const look = (sqlite: SqliteDriver.Database): void => {
  sqlite.exec('begin; select 1 from sqlite_schema');
};

/** Opens a lock file and runs `work` while nobody can own it; false when a live process does. */
const whileOwnerless = (path: string, work: () => void): boolean => {
  const sqlite = new SqliteDriver(path, { timeout: 0, fileMustExist: true });
  try {
    look(sqlite);
    work();
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  } finally {
    sqlite.close();
  }
};

const isHeld = (path: string): boolean => {
  if (!existsSync(path)) return false;
  try {
    return !whileOwnerless(path, () => undefined);
  } catch (error) {
    if (!existsSync(path)) return false;
    throw error;
  }
};

/** Removes what dead processes left. A file that cannot be removed does no harm. */
const sweep = (folder: string): void => {
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(SUFFIX))) {
    const path = join(folder, name);
    try {
      whileOwnerless(path, () => rmSync(path, { force: true }));
    } catch {
      // Swept by another process, or not ours to remove.
    }
  }
};

interface Held {
  readonly id: string;
  readonly path: string;
  readonly sqlite: SqliteDriver.Database;
}

/** A sweeper may remove the file between its making and its locking, never afterwards: then another is made. */
const acquire = (folder: string): Held => {
  for (;;) {
    const id = randomBytes(8).toString('hex');
    const path = join(folder, `${id}${SUFFIX}`);
    const sqlite = new SqliteDriver(path, { timeout: ACQUIRE_TIMEOUT_MS });
    sqlite.pragma('journal_mode = MEMORY');
    sqlite.exec('begin exclusive');
    if (existsSync(path)) return { id, path, sqlite };
    sqlite.close();
  }
};

/**
 * A lock that dies with its process: each process keeps an exclusive transaction open on an empty SQLite file of its
 * own in `locks/`, and the operating system drops the file lock however the process ends. The own name is answered
 * without a look at the file. (Closing a second handle would not drop the lock: SQLite puts such closes off within one
 * process. Another SQLite library in the same process would not know.)
 */
export const createProcessLock = (home: string): Liveness => {
  const folder = join(home, 'locks');
  let held: Held | undefined;
  const hold = (): Held => {
    mkdirSync(folder, { recursive: true });
    sweep(folder);
    return acquire(folder);
  };
  return {
    self: () => {
      held ??= translatingErrors(folder, hold);
      return held.id;
    },
    isAlive: (id) =>
      id === held?.id || translatingErrors(folder, () => isHeld(join(folder, `${id}${SUFFIX}`))),
    close: () => {
      if (held === undefined) return;
      held.sqlite.close();
      rmSync(held.path, { force: true });
      held = undefined;
    },
  };
};

/** For a database in memory: those who share `living` see each other, and closing is dying. */
export const createMemoryLiveness = (living: Set<string> = new Set()): Liveness => {
  let id: string | undefined;
  return {
    self: () => {
      id ??= randomBytes(8).toString('hex');
      living.add(id);
      return id;
    },
    isAlive: (other) => living.has(other),
    close: () => {
      if (id !== undefined) living.delete(id);
    },
  };
};
