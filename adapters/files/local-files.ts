import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import type { Files } from '../../src/commands/context.ts';
import { UserError } from '../../src/errors.ts';

/** A text of more is longer than a string may be. */
const MOST_BYTES = 500_000_000;

/** Why a file operation failed, in words. */
export const fileProblem = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    EISDIR: 'it is a folder',
    EACCES: 'its rights do not allow it',
    EPERM: 'its rights do not allow it',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of its path is not a folder',
    EEXIST: 'a file has its name already',
  };
  return known[code] ?? (code === '' ? 'unknown reason' : code);
};

const readBytes = async (path: string): Promise<Uint8Array> => {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new UserError('cannot-read', { file: path, reason: 'it is not a file' });
    if (found.size > MOST_BYTES)
      throw new UserError('cannot-read', { file: path, reason: 'it is larger than 500 MB' });
    return await readFile(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('cannot-read', { file: path, reason: fileProblem(error) }, { cause: error });
  }
};

const readText = async (path: string): Promise<string> => {
  const bytes = await readBytes(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UserError('cannot-read', { file: path, reason: 'it is not UTF-8 text' }, { cause: error });
  }
};

type Content = string | Uint8Array | Iterable<string>;

const partsOf = (content: Content): Iterable<string | Uint8Array> =>
  typeof content === 'string' || content instanceof Uint8Array ? [content] : content;

const write = async (path: string, content: Content): Promise<void> => {
  const part = `${path}.part-${process.pid}`;
  try {
    // in a container every process has the same number: one that was killed may have left its part
    await rm(part, { force: true });
    const handle = await open(part, 'wx');
    try {
      // each call goes on where the last one ended
      for (const part of partsOf(content)) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof UserError) throw error;
    throw new UserError('cannot-write', { file: path, reason: fileProblem(error) }, { cause: error });
  }
};

/** Files of the machine that the program runs on. */
export const createLocalFiles = (): Files => ({
  readText,
  readBytes,
  writeText: write,
  writeBytes: write,
});
