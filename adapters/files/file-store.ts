import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileStore } from '../../src/ports/file-store.ts';

/** Files in a folder, each under the SHA-256 of its bytes. Nothing is made before the first file comes. */
export const createFileStore = (folder: string): FileStore => {
  const pathOf = ({ id }: { readonly id: string }): string => join(folder, id);
  return {
    put: ({ name, mediaType, bytes }) => {
      const id = createHash('sha256').update(bytes).digest('hex');
      mkdirSync(folder, { recursive: true });
      if (!existsSync(pathOf({ id }))) writeWhole(pathOf({ id }), bytes);
      return { id, name, mediaType, bytes: bytes.byteLength };
    },
    read: (file) => (existsSync(pathOf(file)) ? readFileSync(pathOf(file)) : undefined),
    pathOf,
    prune: (before) => {
      const old = (existsSync(folder) ? readdirSync(folder) : []).filter(
        (name) => statSync(join(folder, name)).mtimeMs < before.getTime(),
      );
      for (const name of old) rmSync(join(folder, name), { force: true });
      return old.length;
    },
  };
};

/** Whole on the disk, or not there. */
const writeWhole = (path: string, bytes: Uint8Array): void => {
  const part = `${path}.${process.pid}.part`;
  const handle = openSync(part, 'w', 0o600);
  try {
    // one call may write less than all where the disk is nearly full
    writeFileSync(handle, bytes);
    fsyncSync(handle);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
};
