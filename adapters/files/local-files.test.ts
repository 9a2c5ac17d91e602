import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolders } from '../../test/support/temporary-folder.ts';
import { createLocalFiles } from './local-files.ts';

const temporaryFolder = useTemporaryFolders();

it('a file is written over what a killed process of the same number left of it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'page.html');
  writeFileSync(`${path}.part-${process.pid}`, 'half');
  await createLocalFiles().writeText(path, ['whole', ' page']);
  expect(readFileSync(path, 'utf8')).toBe('whole page');
  expect(readdirSync(folder)).toEqual(['page.html']);
});
