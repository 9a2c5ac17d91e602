import type { webApi } from '@slack/bolt';
import type { PostKey } from '../../src/ports/chat-platform.ts';
import { FIND } from './limits.ts';
import { called } from './web-client.ts';

const EVENT_TYPE = 'flames_post';

/** What a message carries besides its words, so that it can be found again. */
export const keyMetadata = (key: PostKey) => ({ event_type: EVENT_TYPE, event_payload: { key } });

interface Found {
  readonly ts?: string | undefined;
  readonly user?: string | undefined;
  readonly metadata?:
    | { readonly event_type?: string | undefined; readonly event_payload?: object | undefined }
    | undefined;
}

/** The time stamp of our own message with a key among the latest of a channel, or of a thread in it. */
export const findMessage = async (
  client: webApi.WebClient,
  where: { readonly channel: string; readonly thread?: string },
  key: PostKey,
  self: string,
): Promise<string | undefined> => {
  let cursor: string | undefined;
  for (let page = 0; page < FIND.pages; page += 1) {
    const { messages, next } = await readPage(client, where, cursor);
    const found = messages.find((message) => message.user === self && hasKey(message, key));
    if (found?.ts !== undefined) return found.ts;
    if (next === undefined || next === '') return undefined;
    cursor = next;
  }
  return undefined;
};

const hasKey = ({ metadata }: Found, key: PostKey): boolean => {
  const payload = metadata?.event_payload;
  return (
    metadata?.event_type === EVENT_TYPE && payload !== undefined && 'key' in payload && payload.key === key
  );
};

const readPage = async (
  client: webApi.WebClient,
  { channel, thread }: { readonly channel: string; readonly thread?: string },
  cursor: string | undefined,
): Promise<{ readonly messages: readonly Found[]; readonly next: string | undefined }> => {
  const page = {
    channel,
    limit: FIND.page,
    include_all_metadata: true,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const answer = await called(
    thread === undefined
      ? client.conversations.history(page)
      : client.conversations.replies({ ...page, ts: thread }),
  );
  return { messages: answer.messages ?? [], next: answer.response_metadata?.next_cursor };
};
