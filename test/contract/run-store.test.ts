import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness, createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { describeRunStore } from './run-store.ts';

describeRunStore('SQLite in memory', () => {
  const database = openDatabase(':memory:');
  const living = new Set<string>();
  const other = createMemoryLiveness(living);
  return {
    one: createStores(database, createMemoryLiveness(living)),
    other: createStores(database, other),
    killOther: () => other.close(),
    close: () => database.close(),
  };
});

describeRunStore('SQLite in a file', () => {
  const home = mkdtempSync(join(tmpdir(), 'flames-store-'));
  const databases = [openDatabase(home), openDatabase(home)] as const;
  const locks = [createProcessLock(home), createProcessLock(home)] as const;
  return {
    one: createStores(databases[0], locks[0]),
    other: createStores(databases[1], locks[1]),
    killOther: () => locks[1].close(),
    close: () => {
      for (const closable of [...databases, ...locks]) closable.close();
      rmSync(home, { recursive: true });
    },
  };
});
