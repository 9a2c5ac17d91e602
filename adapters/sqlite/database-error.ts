import SqliteDriver from 'better-sqlite3';
import { UserError } from '../../src/errors.ts';

type DatabaseErrorCode =
  | 'database-full'
  | 'database-read-only'
  | 'database-busy'
  | 'database-broken'
  | 'database-disk-failed'
  | 'database-folder';

/** By the primary code; SQLite appends `_…` for the finer ones (SQLITE_IOERR_WRITE). */
const CODES: Readonly<Record<string, DatabaseErrorCode>> = {
  FULL: 'database-full',
  READONLY: 'database-read-only',
  BUSY: 'database-busy',
  LOCKED: 'database-busy',
  CORRUPT: 'database-broken',
  NOTADB: 'database-broken',
  IOERR: 'database-disk-failed',
  CANTOPEN: 'database-folder',
  PERM: 'database-folder',
  ENOSPC: 'database-full',
  EDQUOT: 'database-full',
  EROFS: 'database-read-only',
  EACCES: 'database-folder',
  EPERM: 'database-folder',
  ENOTDIR: 'database-folder',
  EEXIST: 'database-folder',
  ENOENT: 'database-folder',
};

const primaryCode = (error: unknown): string => {
  if (error instanceof SqliteDriver.SqliteError) return error.code.split('_')[1] ?? '';
  if (error instanceof Error && 'syscall' in error && 'code' in error) return String(error.code);
  return '';
};

/** True when SQLite says that another connection holds a lock. */
export const isBusy = (error: unknown): boolean => primaryCode(error) === 'BUSY';

/** What SQLite or the file system refused, as a sentence for people; anything else comes back as it is. */
export const databaseError = (error: unknown, path: string): unknown => {
  const code = CODES[primaryCode(error)];
  return code === undefined ? error : new UserError(code, { path }, { cause: error });
};

/** Runs `work` and throws what SQLite or the file system refused as a `UserError`. */
export const translatingErrors = <Result>(path: string, work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    throw databaseError(error, path);
  }
};
