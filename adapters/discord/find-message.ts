import { createHash } from 'node:crypto';
import { type APIEmbed, type APIMessage, type REST, Routes } from 'discord.js';
import { PlatformError } from '../../src/errors.ts';
import type { PostKey } from '../../src/ports/chat-platform.ts';
import { called } from './errors.ts';
import { FIND } from './limits.ts';
import type { RenderedMessage } from './message-builder.ts';

/** A key as a message carries it: in its nonce for minutes, in its small print until it is edited. */
export const markOf = (key: PostKey): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, 16);

const PREFIX = 'flames · ';

/** The message with its key in the small print of its last embed. */
export const withKey = (message: RenderedMessage, key: PostKey): RenderedMessage => {
  const { embeds } = message;
  const last = embeds.at(-1) ?? {};
  const marked: APIEmbed = { ...last, footer: { text: `${PREFIX}${markOf(key)}` } };
  return { ...message, embeds: [...embeds.slice(0, -1), marked] };
};

/** Our own message with a key among the latest of a channel; undefined when there is none, or no such thread yet. */
export const findMessage = async (
  rest: REST,
  channel: string,
  key: PostKey,
  self: string,
): Promise<string | undefined> => {
  const wanted = `${PREFIX}${markOf(key)}`;
  let before: string | undefined;
  for (let page = 0; page < FIND.pages; page += 1) {
    const messages = await readPage(rest, channel, before);
    const found = messages.find(
      ({ author, embeds }) => author.id === self && embeds.some(({ footer }) => footer?.text === wanted),
    );
    if (found !== undefined) return found.id;
    before = messages.at(-1)?.id;
    if (messages.length < FIND.page) return undefined;
  }
  return undefined;
};

const readPage = async (
  rest: REST,
  channel: string,
  before: string | undefined,
): Promise<readonly APIMessage[]> => {
  const query = new URLSearchParams({
    limit: String(FIND.page),
    ...(before === undefined ? {} : { before }),
  });
  try {
    return await called<readonly APIMessage[]>(rest.get(Routes.channelMessages(channel), { query }));
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'channel-gone') return [];
    throw error;
  }
};
