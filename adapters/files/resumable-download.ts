import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { shownAddress } from '../../src/address.ts';
import type { Downloads } from '../../src/commands/context.ts';
import { UserError } from '../../src/errors.ts';
import { refuseFullDisk } from './free-disk.ts';
import { fileProblem } from './local-files.ts';

const TRIES = 3;
const MOST_READ_BYTES = 1_000_000_000;

interface Part {
  readonly path: string;
  readonly bytes: number;
}

const partOf = async (path: string): Promise<Part> => {
  try {
    return { path, bytes: (await stat(path)).size };
  } catch {
    return { path, bytes: 0 };
  }
};

/** Asks for what the part lacks; a server that knows no ranges sends all of it, and the part starts anew. */
const fetchInto = async (url: string, part: Part, mostBytes: number): Promise<void> => {
  const headers = part.bytes > 0 ? { range: `bytes=${part.bytes}-` } : {};
  const response = await fetch(url, { headers });
  if (response.status === 416) return;
  if (!response.ok || response.body === null) throw new HttpStatus(response.status);
  const length = Number(response.headers.get('content-length') ?? 0);
  const goesOn = response.status === 206;
  const room = mostBytes - (goesOn ? part.bytes : 0);
  const tooLarge = new UserError('cannot-download', {
    from: shownAddress(url),
    reason: `it is larger than ${mostBytes} bytes`,
  });
  if (length > room) throw tooLarge;
  await refuseFullDisk(dirname(part.path), length, shownAddress(url));
  await pipeline(
    Readable.fromWeb(response.body),
    noMoreThan(room, tooLarge),
    createWriteStream(part.path, { flags: goesOn ? 'a' : 'w' }),
  );
};

/** A server need not say how much it sends. */
const noMoreThan = (bytes: number, tooMany: UserError) =>
  async function* (chunks: AsyncIterable<Uint8Array>) {
    let left = bytes;
    for await (const chunk of chunks) {
      left -= chunk.byteLength;
      if (left < 0) throw tooMany;
      yield chunk;
    }
  };

class HttpStatus extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the server answered ${status}`);
    this.status = status;
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof UserError || (error instanceof HttpStatus && error.status < 500 && error.status !== 429);

const problemOf = (error: unknown): string => {
  if (error instanceof HttpStatus) return error.message;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const known = fileProblem(cause);
  return known === 'unknown reason' ? 'the connection broke' : known;
};

/** Brings all of an address into the file `path`, which may hold a part of it already. */
const bring = async (url: string, path: string, mostBytes: number): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  for (let tries = 1; ; tries += 1) {
    try {
      return await fetchInto(url, await partOf(path), mostBytes);
    } catch (error) {
      if (error instanceof UserError) throw error;
      if (isFinal(error) || tries === TRIES) {
        throw new UserError(
          'cannot-download',
          { from: shownAddress(url), reason: problemOf(error) },
          { cause: error },
        );
      }
    }
  }
};

/** Downloads, whose parts wait to go on in `folder` or beside their file. */
export const createDownloads = (folder: string): Downloads => ({
  get: async (url, key) => {
    const path = join(folder, `${key}.part`);
    await bring(url, path, MOST_READ_BYTES);
    const bytes = await readFile(path);
    await rm(path, { force: true });
    return bytes;
  },
  save: async (url, file, mostBytes) => {
    await bring(url, `${file}.part`, mostBytes);
    await rename(`${file}.part`, file);
  },
});
