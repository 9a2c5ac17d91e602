import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const OPENER = fileURLToPath(new URL('../support/open-at-once.js', import.meta.url));
const BUILT = new URL('../../dist/adapters/sqlite/open-database.js', import.meta.url);
const MIGRATIONS = readdirSync('migrations').filter((name) => name.endsWith('.sql')).length;
const temporaryFolder = useTemporaryFolders();

const ready = async (home: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [OPENER, BUILT.href, home], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
};

const open = async (child: ChildProcess): Promise<unknown> => {
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  child.stdin?.write('go\n');
  await once(child, 'close');
  return JSON.parse(said);
};

describe.skipIf(!existsSync(fileURLToPath(BUILT)))('opening from several processes (needs the build)', () => {
  it('makes one database when they all start on an empty folder at once', async () => {
    const home = temporaryFolder();
    const children = await Promise.all([home, home, home, home].map(ready));
    const said = await Promise.all(children.map(open));
    expect(said).toEqual(said.map(() => ({ runs: 0, migrations: MIGRATIONS })));
  });
});
