import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import type { Files } from '../../src/commands/context.ts';
import { UserError } from '../../src/errors.ts';

const MOST_BYTES = 1_000_000_000;

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
  };
  return known[code] ?? (code === '' ? 'unknown reason' : code);
};

const readBytes = async (path: string): Promise<Uint8Array> => {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new UserError('cannot-read', { file: path, reason: 'it is not a file' });
    if (found.size > MOST_BYTES)
      throw new UserError('cannot-read', { file: path, reason: 'it is larger than 1 GB' });
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

const write = async (path: string, content: string | Uint8Array): Promise<void> => {
  const part = `${path}.part-${process.pid}`;
  try {
    const handle = await open(part, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
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
