import { spawnSync } from 'node:child_process';
import { readdirSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolders } from '../../test/support/temporary-folder.ts';
import { createFileStore } from './file-store.ts';

const temporaryFolder = useTemporaryFolders();
const bytesOf = (text: string) => new TextEncoder().encode(text);

it('keeps the same bytes once, whatever they are called', () => {
  const folder = join(temporaryFolder(), 'files');
  const files = createFileStore(folder);
  const first = files.put({ name: 'a.png', mediaType: 'image/png', bytes: bytesOf('picture') });
  const second = files.put({ name: 'b.png', mediaType: 'image/png', bytes: bytesOf('picture') });
  expect(first.id).toBe(second.id);
  expect([first.name, second.name, first.bytes]).toEqual(['a.png', 'b.png', 7]);
  expect(readdirSync(folder)).toEqual([first.id]);
  expect(Buffer.from(createFileStore(folder).read(second) ?? []).toString()).toBe('picture');
});

it('clears away what is old, and then says that it is gone', () => {
  const files = createFileStore(temporaryFolder());
  const old = files.put({ name: 'a.txt', mediaType: 'text/plain', bytes: bytesOf('old') });
  const fresh = files.put({ name: 'b.txt', mediaType: 'text/plain', bytes: bytesOf('fresh') });
  utimesSync(files.pathOf(old), 1000, 1000);
  expect(files.prune(new Date(1_000_500))).toBe(1);
  expect(files.read(old)).toBeUndefined();
  expect(files.read(fresh)).toBeDefined();
});

it('has nothing of a file that the disk has no room for', () => {
  const folder = temporaryFolder();
  const module = resolve('dist/adapters/files/file-store.js');
  const script = `
    import { createFileStore } from ${JSON.stringify(module)};
    const files = createFileStore(${JSON.stringify(folder)});
    files.put({ name: 'a', mediaType: 'text/plain', bytes: new Uint8Array(10_000) });
    files.put({ name: 'b', mediaType: 'text/plain', bytes: new Uint8Array(2_000_000) });`;
  const room = 'ulimit -f 1000; exec "$0" --input-type=module -e "$1"';
  const { status, stderr } = spawnSync('bash', ['-c', room, process.execPath, script], { encoding: 'utf8' });
  expect({ failed: status !== 0, why: /EFBIG|ENOSPC/u.test(stderr) }).toEqual({ failed: true, why: true });
  expect(readdirSync(folder)).toHaveLength(1);
});
