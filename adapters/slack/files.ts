import type { webApi } from '@slack/bolt';
import type { Card, FileRef } from '../../src/cards/card.ts';
import { PlatformError } from '../../src/errors.ts';
import type { FileStore } from '../../src/ports/file-store.ts';
import { rest } from '../chat/owed.ts';
import { wordOf } from './errors.ts';
import { CALL_TIMEOUT_MS } from './limits.ts';
import type { FileId } from './render-card.ts';
import { called } from './web-client.ts';

export interface Uploads {
  /**
   * Brings a card's pictures to Slack, each once in this process, and sends the card with them. Slack looks at a file for
   * some seconds before it takes it into a message; where it never does, the card is sent with the pictures in words.
   */
  withPictures<Result>(card: Card, send: (fileId: FileId) => Promise<Result>): Promise<Result>;
  /** Shares a card's other files in the thread of its message. */
  share(card: Card, to: { readonly channel: string; readonly thread: string }): Promise<void>;
}

type FileBlock = Extract<Card['blocks'][number], { kind: 'file' }>;

const filesOf = ({ blocks }: Card, picture: boolean): readonly FileBlock[] =>
  blocks.filter((block) => block.kind === 'file').filter((block) => block.picture === picture);

/** Pauses between tries to show a picture, in ms. */
const PICTURE_WAITS = [500, 1000, 2000, 4000, 8000];

/** Uploads through Slack's three steps; files whose bytes were cleared away are described in words only. */
export const createUploads = (
  client: webApi.WebClient,
  files: Pick<FileStore, 'read'>,
  { stopping, waits = PICTURE_WAITS }: { readonly stopping: AbortSignal; readonly waits?: readonly number[] },
): Uploads => {
  const ids = new Map<string, string>();
  const idOf = ({ id }: FileRef): string | undefined => ids.get(id);
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
  const uploadPictures = async (pictures: readonly FileBlock[]): Promise<void> => {
    for (const block of pictures) {
      if (ids.has(block.file.id)) continue;
      const id = await upload(block);
      if (id === undefined) continue;
      await called(client.files.completeUploadExternal({ files: [{ id, title: block.file.name }] }));
      ids.set(block.file.id, id);
    }
  };
  return {
    withPictures: async (card, send) => {
      const pictures = filesOf(card, true);
      if (pictures.length === 0) return send(idOf);
      await uploadPictures(pictures);
      for (const wait of waits) {
        try {
          return await send(idOf);
        } catch (error) {
          if (wordOf(error) !== 'invalid_blocks' || stopping.aborted) throw error;
        }
        await rest(wait, stopping);
      }
      return send(() => undefined);
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
