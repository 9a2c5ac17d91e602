import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Downloads } from '../../src/commands/context.ts';
import { UserError } from '../../src/errors.ts';
import { fileProblem } from './local-files.ts';

const TRIES = 3;
const MOST_BYTES = 1_000_000_000;
const SILENCE_MS = 30_000;

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
const fetchInto = async (url: string, part: Part): Promise<void> => {
  const headers = part.bytes > 0 ? { range: `bytes=${part.bytes}-` } : {};
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(SILENCE_MS * 10) });
  if (response.status === 416) return;
  if (!response.ok || response.body === null) throw new HttpStatus(response.status);
  const length = Number(response.headers.get('content-length') ?? 0);
  if (length + part.bytes > MOST_BYTES)
    throw new UserError('cannot-download', { from: url, reason: 'it is larger than 1 GB' });
  const flags = response.status === 206 ? 'a' : 'w';
  await pipeline(Readable.fromWeb(response.body), createWriteStream(part.path, { flags }));
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

/** Downloads into `folder`, where a broken one waits to go on; a complete one is removed once it was read. */
export const createDownloads = (folder: string): Downloads => ({
  get: async (url, key) => {
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${key}.part`);
    for (let tries = 1; ; tries += 1) {
      try {
        await fetchInto(url, await partOf(path));
        const bytes = await readFile(path);
        await rm(path, { force: true });
        return bytes;
      } catch (error) {
        if (error instanceof UserError) throw error;
        if (isFinal(error) || tries === TRIES) {
          throw new UserError('cannot-download', { from: url, reason: problemOf(error) }, { cause: error });
        }
      }
    }
  },
});
