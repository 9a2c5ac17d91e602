import type { webApi } from '@slack/bolt';
import { PlatformError } from '../../src/errors.ts';
import type { MessageRef, Place, PostKey } from '../../src/ports/chat-platform.ts';
import { wordOf } from './errors.ts';
import { keyMetadata } from './find-message.ts';
import { CALL_TIMEOUT_MS } from './limits.ts';
import { ephemeralRef, ephemeralTs, messageRef } from './message-ref.ts';
import type { Places } from './places.ts';
import type { RenderedMessage } from './render-card.ts';
import type { Replies } from './replies.ts';
import { called } from './web-client.ts';

export interface Sending {
  readonly client: webApi.WebClient;
  readonly places: Places;
  readonly replies: Replies;
}

/** Nothing in a message is looked for names, links or previews. */
const INERT = { parse: 'none', link_names: false } as const;
const UNFOLDED = { unfurl_links: false, unfurl_media: false } as const;

/** Posts in a channel, a thread or a conversation, with the key by which the message is found again. */
export const sendMessage = async (
  to: Place,
  message: RenderedMessage,
  key: PostKey,
  { client, places }: Sending,
): Promise<MessageRef> => {
  const channel = await places.channelOf(to);
  const { ts, channel: posted } = await called(
    client.chat.postMessage({
      channel,
      ...message,
      ...INERT,
      ...UNFOLDED,
      mrkdwn: false,
      metadata: keyMetadata(key),
      ...(to.kind === 'thread' ? { thread_ts: to.thread } : {}),
    }),
  );
  if (ts === undefined)
    throw new PlatformError('unreachable', 'Slack named no message.', { cause: undefined });
  return messageRef(posted ?? channel, ts);
};

type Private = Extract<Place, { kind: 'private' }>;
/** The bot is not there, or the person left: Slack still takes answers to what the person just did. */
const ELSEWHERE = ['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived'];

/**
 * Shows a message to one person: in the channel, else as an answer to what the person last did there, else in the
 * person's own conversation with the bot.
 */
export const sendPrivately = async (
  to: Private,
  message: RenderedMessage,
  key: PostKey,
  sending: Sending,
): Promise<MessageRef> => {
  const isConversation = to.channel.startsWith('D') || to.channel.startsWith('@');
  try {
    return isConversation
      ? await sendMessage(to, message, key, sending)
      : await sendEphemeral(to, message, sending);
  } catch (error) {
    if (!ELSEWHERE.includes(wordOf(error) ?? '')) throw error;
    const url = sending.replies.takeFor(to.channel, to.person);
    if (url === undefined)
      return sendMessage({ ...to, kind: 'direct', channel: `@${to.person}` }, message, key, sending);
    await respond(url, { ...message, response_type: 'ephemeral', replace_original: false });
    return ephemeralRef(to.channel, 'unknown');
  }
};

const sendEphemeral = async (
  { channel, person }: Private,
  message: RenderedMessage,
  { client, replies }: Sending,
): Promise<MessageRef> => {
  const thread = replies.threadOf(channel, person);
  const { message_ts: ts } = await called(
    client.chat.postEphemeral({
      channel,
      user: person,
      ...message,
      ...INERT,
      ...(thread === undefined ? {} : { thread_ts: thread }),
    }),
  );
  return ephemeralRef(channel, ts ?? 'unknown');
};

/** Replaces a message. One that only one person sees can be replaced as long as Slack takes answers to its buttons. */
export const replaceMessage = async (
  ref: MessageRef,
  message: RenderedMessage,
  { client, replies }: Sending,
): Promise<void> => {
  const ephemeral = ephemeralTs(ref);
  if (ephemeral === undefined) {
    await called(client.chat.update({ channel: ref.channel, ts: ref.message, ...message, ...INERT }));
    return;
  }
  const url = replies.takeForMessage(ref.channel, ephemeral);
  if (url === undefined)
    throw new PlatformError('message-gone', 'Only one person saw this message.', { cause: undefined });
  await respond(url, { ...message, replace_original: true });
};

const respond = async (url: string, body: object): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, ...UNFOLDED, ...INERT }),
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new PlatformError('unreachable', 'Slack took no answer.', { cause: error });
  });
  if (!answer.ok)
    throw new PlatformError('unreachable', `Slack took no answer: ${answer.status}`, { cause: undefined });
};
