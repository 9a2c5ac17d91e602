import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../src/errors.ts';
import { databaseError } from './database-error.ts';
import type { Database } from './open-database.ts';

/**
 * Copies the database to a file while it is in use. The file appears when it is complete; one that exists is refused
 * (`backup-exists`), and so is a folder that is not there or takes no file (`backup-folder-missing`, `-unusable`). All pages go in one step: SQLite starts a copy over when another process writes between steps.
 */
export const backUp = async ({ sqlite }: Database, file: string): Promise<void> => {
  if (existsSync(file)) throw new UserError('backup-exists', { path: file });
  const folder = dirname(file);
  if (!existsSync(folder)) throw new UserError('backup-folder-missing', { folder });
  if (!statSync(folder).isDirectory()) throw new UserError('backup-folder-unusable', { folder });
  const partial = `${file}.partial`;
  try {
    rmSync(partial, { force: true });
    await sqlite.backup(partial, { progress: ({ remainingPages }) => remainingPages });
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    const refused = databaseError(error, file);
    throw refused instanceof UserError && refused.code === 'database-folder'
      ? new UserError('backup-folder-unusable', { folder }, { cause: error })
      : refused;
  }
};
