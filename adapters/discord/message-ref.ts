import { directChannel, type MessageRef, type Place } from '../../src/ports/chat-platform.ts';

export const DISCORD = 'discord';
const EPHEMERAL = 'ephemeral:';

/** A message by its id; `channel` is the thread where it is in one. */
export const messageRef = (channel: string, id: string): MessageRef => ({
  platform: DISCORD,
  channel,
  message: id,
});

/** A message that one person sees: only answers to what the person just did can change it. */
export const ephemeralRef = (channel: string, id: string): MessageRef =>
  messageRef(channel, `${EPHEMERAL}${id}`);

/** The id of a message that one person sees; undefined for any other. */
export const ephemeralId = ({ message }: MessageRef): string | undefined =>
  message.startsWith(EPHEMERAL) ? message.slice(EPHEMERAL.length) : undefined;

export const channelPlace = (channel: string, reply: string): Place => ({
  kind: 'channel',
  platform: DISCORD,
  channel,
  reply,
});

/** The person's own conversation with the bot. */
export const directPlace = (person: string): Place => ({
  kind: 'direct',
  platform: DISCORD,
  channel: directChannel(person),
  person,
});
