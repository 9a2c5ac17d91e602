import type { FileRef } from '../cards/card.ts';

/** Files that messages carry, kept under the hash of their bytes: the same bytes are one file. */
export interface FileStore {
  /** Durable when it returns. `name` is what people see. */
  put(file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }): FileRef;
  /** The bytes; undefined when they were cleared away. */
  read(file: FileRef): Uint8Array | undefined;
  /** Where the bytes lie, for a person on the same machine. */
  pathOf(file: FileRef): string;
  /** Removes files that were put before a moment; gives how many. */
  prune(before: Date): number;
}
