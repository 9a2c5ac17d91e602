import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '../../adapters/sqlite/migrate.ts';

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

const fileOf = (folder: string): string => join(folder, 'meta', '_journal.json');
const journalOf = (folder: string): Journal => JSON.parse(readFileSync(fileOf(folder), 'utf8'));

/** How many migrations this version ships. */
export const migrationCount = (): number => journalOf(migrationsFolder()).entries.length;

/** The first so many migrations, as an earlier version shipped them, in a folder of their own under `folder`. */
export const earlierMigrations = (count: number, folder: string): string => {
  const earlier = join(folder, 'migrations');
  cpSync(migrationsFolder(), earlier, { recursive: true });
  const journal = journalOf(earlier);
  writeFileSync(fileOf(earlier), JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return earlier;
};
