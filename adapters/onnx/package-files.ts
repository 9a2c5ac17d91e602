import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../src/errors.ts';

/** Beside the files of a package that was fetched, and of no other. */
export const FETCHED = 'fetched.json';

const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

const refuse =
  (folder: string, file: string) =>
  (cause: unknown): never => {
    const code = String((cause as NodeJS.ErrnoException).code);
    if (ABSENT.has(code)) throw new UserError('scorer-package-missing', { folder, file }, { cause });
    throw new UserError(
      'scorer-package-broken',
      { folder, file, reason: `cannot be read (${code})` },
      { cause },
    );
  };

/** UserErrors: `scorer-package-missing`, `scorer-package-broken`. */
export const readPart = (folder: string, file: string): Promise<Buffer> =>
  readFile(join(folder, file)).catch(refuse(folder, file));

/** UserErrors as of `readPart`, `scorer-package-broken` also when it is no JSON. */
export const parsePart = async (folder: string, file: string): Promise<unknown> => {
  const text = (await readPart(folder, file)).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError('scorer-package-broken', { folder, file, reason: 'is not JSON' }, { cause });
  }
};

/** Reads a file of any size through; `scorer-package-broken` when its sha256 is another. */
export const refuseOtherBytes = async (folder: string, file: string, sha256: string): Promise<void> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, file)), hash).catch(refuse(folder, file));
  if (hash.digest('hex') === sha256) return;
  throw new UserError('scorer-package-broken', {
    folder,
    file,
    reason: 'is not the file that its manifest names',
  });
};

/** `scorer-package-broken` when a file has another size: quick, where reading it through takes long. */
export const refuseOtherSize = async (folder: string, file: string, bytes: number): Promise<void> => {
  const { size } = await stat(join(folder, file)).catch(refuse(folder, file));
  if (size === bytes) return;
  const reason = `has ${size} bytes and not the ${bytes} that its manifest names`;
  throw new UserError('scorer-package-broken', { folder, file, reason });
};
