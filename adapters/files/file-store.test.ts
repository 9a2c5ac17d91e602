import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
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
