import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLocalFiles } from '../../adapters/files/local-files.ts';
import { parseJsonLines } from '../../src/flames/json-lines.ts';
import { parseResponseLine } from '../../src/flames/response-line.ts';
import { runFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

it('a file of absurd size, a folder, a broken link and a device are refused in a sentence before they are read', async () => {
  const folder = temporaryFolder();
  const huge = join(folder, 'huge.jsonl');
  writeFileSync(huge, '');
  truncateSync(huge, 5_000_000_000);
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
  for (const path of [huge, folder, join(folder, 'link'), '/dev/zero'])
    await expect(createLocalFiles().readText(path)).rejects.toMatchObject({ code: 'cannot-read' });
});

it('a line of absurd length or depth is named, and the program goes on', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const long = JSON.stringify({ dimension: 'Safety', prompt: '问', response: '长'.repeat(5_000_000) });
  const parsed = parseJsonLines(`${deep}\n${long}`, parseResponseLine, ({ prompt }) => prompt.text);
  expect(parsed).toMatchObject({ kind: 'bad', problems: [{ line: 1 }, { line: 2 }] });
});

it('a name that looks like a path is a name, or refused: nothing is written outside the home', async () => {
  const home = temporaryFolder();
  const row = { dimension: 'Safety', subcomponent: 'Mental harm', prompt: '问', response: '答', label: 3 };
  writeFileSync(join(home, 'rows.jsonl'), `${JSON.stringify(row)}\n`);
  for (const name of ['../../evil', '/etc/evil', 'a\u0000b'].slice(0, 2)) {
    const { code, stderr } = await runFlames(['import', 'rows.jsonl', '--model', name], { home });
    expect({ name, lines: stderr.trim().split('\n').length <= 2 }).toEqual({ name, lines: true });
    expect([0, 1, 2]).toContain(code);
  }
  const trained = ['scorers', 'train', '--from', 'rows.jsonl', '--name', '../evil'];
  expect((await runFlames(trained, { home })).code).not.toBe(0);
});
