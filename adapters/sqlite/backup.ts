import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../src/errors.ts';
import { databaseError, translatingErrors } from './database-error.ts';
import type { Database } from './open-database.ts';

/**
 * Copies the database to a file while it is in use. The file appears when it is complete; one that exists is refused
 * (`backup-exists`). All pages go in one step: SQLite starts a copy over when another process writes between steps.
 */
export const backUp = async ({ sqlite }: Database, file: string): Promise<void> => {
  if (existsSync(file)) throw new UserError('backup-exists', { path: file });
  const partial = `${file}.partial`;
  translatingErrors(file, () => mkdirSync(dirname(file), { recursive: true }));
  try {
    rmSync(partial, { force: true });
    await sqlite.backup(partial, { progress: ({ remainingPages }) => remainingPages });
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw databaseError(error, file);
  }
};
