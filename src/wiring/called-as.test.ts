import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolders } from '../../test/support/temporary-folder.ts';
import { calledAs } from './called-as.ts';

const temporaryFolder = useTemporaryFolders();

it('the program is called by its name where the path leads to it, else with Node by its file', () => {
  const [linked, other, npm] = [
    temporaryFolder(),
    temporaryFolder(),
    join(temporaryFolder(), 'node_modules', '.bin'),
  ];
  symlinkSync(resolve('bin/flames'), join(linked, 'flames'));
  writeFileSync(join(other, 'flames'), 'another program of this name');
  mkdirSync(npm, { recursive: true });
  symlinkSync(resolve('bin/flames'), join(npm, 'flames'));
  const byFile = `node ${join('bin', 'flames')}`;
  expect(calledAs([other, '', linked].join(delimiter))).toBe('flames');
  for (const path of ['', other, npm, '/no/such/folder']) expect(calledAs(path)).toBe(byFile);
});
