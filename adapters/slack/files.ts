import type { webApi } from '@slack/bolt';
import type { Card, FileRef } from '../../src/cards/card.ts';
import { PlatformError } from '../../src/errors.ts';
import type { FileStore } from '../../src/ports/file-store.ts';
import { CALL_TIMEOUT_MS } from './limits.ts';
import { called } from './web-client.ts';

export interface Uploads {
  /** Brings a card's pictures to Slack, each once in this process, so that its blocks can show them. */
  pictures(card: Card): Promise<void>;
  idOf(file: FileRef): string | undefined;
  /** Shares a card's other files in the thread of its message. */
  share(card: Card, to: { readonly channel: string; readonly thread: string }): Promise<void>;
}

type FileBlock = Extract<Card['blocks'][number], { kind: 'file' }>;

const filesOf = ({ blocks }: Card, picture: boolean): readonly FileBlock[] =>
  blocks.filter((block) => block.kind === 'file').filter((block) => block.picture === picture);

/** Uploads through Slack's three steps; files whose bytes were cleared away are described in words only. */
export const createUploads = (client: webApi.WebClient, files: Pick<FileStore, 'read'>): Uploads => {
  const ids = new Map<string, string>();
  /** `undefined`: the bytes are gone. */
  const upload = async ({ file, alt }: FileBlock): Promise<string | undefined> => {
    const bytes = files.read(file);
    if (bytes === undefined) return undefined;
    const { upload_url: url, file_id: id } = await called(
      client.files.getUploadURLExternal({ filename: file.name, length: bytes.byteLength, alt_text: alt }),
    );
    if (url === undefined || id === undefined) throw refusedUpload('no address');
    await send(url, bytes);
    return id;
  };
  return {
    idOf: ({ id }) => ids.get(id),
    pictures: async (card) => {
      for (const block of filesOf(card, true)) {
        if (ids.has(block.file.id)) continue;
        const id = await upload(block);
        if (id === undefined) continue;
        await called(client.files.completeUploadExternal({ files: [{ id, title: block.file.name }] }));
        ids.set(block.file.id, id);
      }
    },
    share: async (card, { channel, thread }) => {
      for (const block of filesOf(card, false)) {
        const id = await upload(block);
        if (id === undefined) continue;
        await called(
          client.files.completeUploadExternal({
            files: [{ id, title: block.file.name }],
            channel_id: channel,
            thread_ts: thread,
          }),
        );
      }
    },
  };
};

const refusedUpload = (why: string, cause?: unknown): PlatformError =>
  new PlatformError('unreachable', `Slack took no file: ${why}`, { cause });

const send = async (url: string, bytes: Uint8Array): Promise<void> => {
  const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
  const body = new Blob([Uint8Array.from(bytes)]);
  const answer = await fetch(url, { method: 'POST', body, signal }).catch((error: unknown) => {
    throw refusedUpload('no answer', error);
  });
  if (!answer.ok) throw refusedUpload(String(answer.status));
};
