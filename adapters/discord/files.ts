import type { RawFile } from 'discord.js';
import { asForeign, type Card, type FileRef } from '../../src/cards/card.ts';
import type { FileStore } from '../../src/ports/file-store.ts';
import { cutText } from '../chat/cut-text.ts';
import { LIMITS } from './limits.ts';
import { neutraliseLine } from './neutralise.ts';

/** A file as it goes with a message. */
export interface Attachment {
  readonly name: string;
  readonly description: string;
  readonly bytes: Uint8Array;
}

export interface Attachments {
  readonly list: readonly Attachment[];
  /** The name under which a file is attached, if it is. */
  nameOf(file: FileRef): string | undefined;
}

/** A name that Discord leaves as it is, and that no two files share. */
const nameOf = ({ id, name }: FileRef): string =>
  `${id.slice(0, 8)}-${name.replace(/[^\w.-]+/gu, '_').slice(-80)}`;

/** The files of a card; those whose bytes were cleared away are described in words only. */
export const attachmentsOf = ({ blocks }: Card, files: Pick<FileStore, 'read'>): Attachments => {
  const names = new Map<string, string>();
  const list = blocks.flatMap((block): readonly Attachment[] => {
    if (block.kind !== 'file' || names.has(block.file.id) || names.size >= LIMITS.files) return [];
    const bytes = files.read(block.file);
    if (bytes === undefined) return [];
    const name = nameOf(block.file);
    names.set(block.file.id, name);
    const description = cutText(neutraliseLine(asForeign(block.alt)), LIMITS.fileDescription);
    return [{ name, description, bytes }];
  });
  return { list, nameOf: ({ id }) => names.get(id) };
};

/** What a request says of its files, beside the files themselves. */
export const attachmentFields = (list: readonly Attachment[]) =>
  list.map(({ name, description }, at) => ({ id: String(at), filename: name, description }));

export const rawFiles = (list: readonly Attachment[]): RawFile[] =>
  list.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes) }));
