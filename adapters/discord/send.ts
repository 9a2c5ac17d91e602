import { type APIMessage, MessageFlags, type REST, Routes } from 'discord.js';
import type { Card } from '../../src/cards/card.ts';
import { PlatformError } from '../../src/errors.ts';
import type { MessageRef, Place, PostKey } from '../../src/ports/chat-platform.ts';
import type { FileStore } from '../../src/ports/file-store.ts';
import { cutTexts } from '../../src/texts/cut.ts';
import type { Locale } from '../../src/texts/locale.ts';
import { called, codeOf } from './errors.ts';
import { attachmentFields, attachmentsOf, rawFiles } from './files.ts';
import { markOf, withKey } from './find-message.ts';
import type { RenderedMessage } from './message-builder.ts';
import { DISCORD, ephemeralId, ephemeralRef, messageRef } from './message-ref.ts';
import { localeOf } from './people.ts';
import type { Places } from './places.ts';
import { renderCard } from './render-card.ts';
import type { Replies, Reply } from './replies.ts';

export interface Sending {
  readonly rest: REST;
  readonly places: Places;
  readonly replies: Replies;
  readonly files: Pick<FileStore, 'read'>;
}

/** Nobody is called by any message, whatever stands in it. */
const NOBODY = { allowed_mentions: { parse: [] } } as const;
const ORIGINAL = '@original';
/** The interaction takes no more answers. */
const EXPIRED: readonly number[] = [10_015, 10_062, 50_027];

const prepare = (card: Card, files: Sending['files']) => {
  const attachments = attachmentsOf(card, files);
  return {
    message: renderCard(card, attachments.nameOf),
    attachments: attachments.list,
  };
};

const bodyOf = (message: RenderedMessage, attachments: ReturnType<typeof prepare>['attachments']) => ({
  ...message,
  ...NOBODY,
  ...(attachments.length === 0 ? {} : { attachments: attachmentFields(attachments) }),
});

const PERSON = /^\d{15,21}$/u;

/** The people whom a card calls, by name: Discord calls those that stand outside of embeds. */
const callsOf = ({ calls = [] }: Card) => {
  const people = calls
    .filter(({ platform, id }) => platform === DISCORD && PERSON.test(id))
    .map(({ id }) => id);
  if (people.length === 0) return {};
  const content = people.map((id) => `<@${id}>`).join(' ');
  return { content, allowed_mentions: { parse: [], users: people } };
};

/**
 * Posts in a channel, a thread or a conversation. Discord refuses a second message with the same nonce for some minutes;
 * after that the key in its small print tells it.
 */
export const sendMessage = async (
  to: Place,
  card: Card,
  key: PostKey,
  { rest, places, files, replies }: Sending,
): Promise<MessageRef> => {
  const channel = await places.open(to, card);
  const { message, attachments } = prepare(card, files);
  const { id } = await called<APIMessage>(
    rest.post(Routes.channelMessages(channel), {
      body: {
        ...bodyOf(withKey(message, key), attachments),
        ...callsOf(card),
        nonce: markOf(key),
        enforce_nonce: true,
      },
      files: rawFiles(attachments),
    }),
  );
  const reply = to.kind === 'channel' && to.reply !== undefined ? replies.ofEvent(to.reply) : undefined;
  if (reply?.thinking === true) await pointTo(channel, id, card, reply, rest);
  return messageRef(channel, id);
};

/** The person who asked is shown where the answer stands; the answer is there without it. */
const pointTo = async (
  channel: string,
  message: string,
  card: Card,
  reply: Reply,
  rest: REST,
): Promise<void> => {
  const { here } = cutTexts[localeOf(reply.locale) ?? card.locale];
  await sayOnce(`${here} https://discord.com/channels/${reply.guild}/${channel}/${message}`, reply, rest);
};

/** A person who was shown that the bot is thinking is not left with that when the answer is a message that changed. */
export const endThinking = async (reply: Reply | undefined, locale: Locale, rest: REST): Promise<void> => {
  if (reply?.thinking === true)
    await sayOnce(cutTexts[localeOf(reply.locale) ?? locale].understood, reply, rest);
};

const sayOnce = async (content: string, reply: Reply, rest: REST): Promise<void> => {
  reply.thinking = false;
  const route = Routes.webhookMessage(reply.application, reply.token, ORIGINAL);
  await rest.patch(route, { body: { content, ...NOBODY }, auth: false }).catch(() => undefined);
};

type Private = Extract<Place, { kind: 'private' }>;

/**
 * Shows a message to one person as an answer to what the person did there; where Discord takes no answer any more, in
 * the person's own conversation with the bot.
 */
export const sendPrivately = async (
  to: Private,
  card: Card,
  key: PostKey,
  sending: Sending,
): Promise<MessageRef> => {
  const { replies, files } = sending;
  const asked = to.reply === undefined ? undefined : replies.ofEvent(to.reply);
  const reply = asked ?? replies.ofPerson(to.channel, to.person);
  if (reply !== undefined) {
    const { message, attachments } = prepare(card, files);
    const sent = await answer(reply, message, attachments, sending);
    if (sent !== undefined) return ephemeralRef(to.channel, sent);
  }
  const direct: Place = { ...to, kind: 'direct', channel: `@${to.person}` };
  return sendMessage(direct, card, key, sending);
};

/** Answers an interaction, for its person alone; undefined when Discord takes no more answers to it. */
export const answer = async (
  reply: Reply,
  message: RenderedMessage,
  attachments: ReturnType<typeof prepare>['attachments'],
  { rest, replies }: Pick<Sending, 'rest' | 'replies'>,
): Promise<string | undefined> => {
  const { application, token, thinking } = reply;
  const body = bodyOf(message, attachments);
  const files = rawFiles(attachments);
  try {
    const { id } = await called<APIMessage>(
      thinking
        ? rest.patch(Routes.webhookMessage(application, token, ORIGINAL), { body, files, auth: false })
        : rest.post(Routes.webhook(application, token), {
            body: { ...body, flags: MessageFlags.Ephemeral },
            files,
            auth: false,
            query: new URLSearchParams({ wait: 'true' }),
          }),
    );
    reply.thinking = false;
    replies.sent(id, reply);
    return id;
  } catch (error) {
    if (!EXPIRED.includes(codeOf(error) ?? 0)) throw error;
    replies.drop(reply);
    return undefined;
  }
};

/** Replaces a message. One that only one person sees can be replaced as long as Discord takes answers. */
export const replaceMessage = async (ref: MessageRef, card: Card, sending: Sending): Promise<void> => {
  const { rest, replies, files } = sending;
  const ephemeral = ephemeralId(ref);
  if (ephemeral === undefined) {
    const { message, attachments } = prepare(card, files);
    const news = await notYetThere(ref, attachments, rest);
    const body = {
      ...message,
      ...NOBODY,
      ...(news.list.length === 0 ? {} : { attachments: [...attachmentFields(news.list), ...news.kept] }),
    };
    await called(
      rest.patch(Routes.channelMessage(ref.channel, ref.message), { body, files: rawFiles(news.list) }),
    );
    return;
  }
  const reply = replies.ofMessage(ephemeral);
  if (reply === undefined)
    throw new PlatformError('message-gone', 'Only one person saw this message.', { cause: undefined });
  const body = { ...renderCard(card), ...NOBODY };
  await called(
    rest.patch(Routes.webhookMessage(reply.application, reply.token, ephemeral), { body, auth: false }),
  );
};

/** Files of a changed card that its message lacks, and those that it has. */
const notYetThere = async (
  { channel, message }: MessageRef,
  wanted: ReturnType<typeof prepare>['attachments'],
  rest: REST,
) => {
  if (wanted.length === 0) return { list: [], kept: [] };
  const there = await called<APIMessage>(rest.get(Routes.channelMessage(channel, message)));
  const names = there.attachments.map(({ filename }) => filename);
  return {
    list: wanted.filter(({ name }) => !names.includes(name)),
    kept: there.attachments.map(({ id }) => ({ id })),
  };
};
