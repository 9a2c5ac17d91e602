import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes a document as fast as its reader takes it, so that it never gathers in memory. */
export const writeParts = async (out: Writable, parts: Iterable<string>): Promise<void> => {
  for (const part of parts) {
    if (!out.write(part)) await once(out, 'drain');
  }
};
