import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp } from '../../adapters/sqlite/backup.ts';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { aNewRun, anAnswer } from '../support/store-data.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

const used = (home: string) => {
  const database = openDatabase(home);
  const stores = createStores(database, createMemoryLiveness());
  const { run } = stores.runs.create(aNewRun(stores.prompts, 3));
  stores.runs.saveResponses(
    run.id,
    [],
    stores.runs.promptsOf(run.id).map((prompt) => anAnswer(prompt)),
  );
  return { database, stores, run };
};

describe('a backup', () => {
  it('is a whole database of its own, made while the first is open', async () => {
    const { database, run } = used(temporaryFolder());
    const home = temporaryFolder();
    await backUp(database, join(home, 'flames.db'));
    database.close();
    expect(readdirSync(home)).toEqual(['flames.db']);
    const copy = openDatabase(home);
    expect(createStores(copy, createMemoryLiveness()).runs.responses(run.id, -1, 10)).toHaveLength(3);
    expect(copy.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
  });

  it('overwrites nothing', async () => {
    const { database } = used(temporaryFolder());
    const file = join(temporaryFolder(), 'precious');
    writeFileSync(file, 'precious');
    await expect(backUp(database, file)).rejects.toMatchObject({ code: 'backup-exists' });
    database.close();
  });

  it('says what to mend when its folder is not there or takes no file, and leaves nothing behind', async () => {
    const { database } = used(temporaryFolder());
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(backUp(database, join(folder, 'new', 'copy.db'))).rejects.toMatchObject({
      code: 'backup-folder-missing',
      message: expect.stringContaining(`mkdir -p "${join(folder, 'new')}"`),
    });
    const below = backUp(database, join(folder, 'file', 'copy.db'));
    await expect(below).rejects.toMatchObject({ code: 'backup-folder-unusable' });
    expect(readdirSync(folder)).toEqual(['file']);
    database.close();
  });
});
