import { type APIUser, type REST, Routes } from 'discord.js';
import { EMOJI, type Emoji } from '../../src/cards/emoji.ts';
import type { MessageRef } from '../../src/ports/chat-platform.ts';
import { nameOfEmoji } from './emoji.ts';
import { called } from './errors.ts';
import type { Somebody } from './input.ts';
import { REACTIONS } from './limits.ts';
import { readChannel } from './permissions.ts';

interface Given {
  readonly emoji: Emoji;
  readonly person: Somebody;
}

/** Who has put which of the core's emoji on a message, the bot left out, and the server in which it is. */
export const readReactions = async (
  rest: REST,
  { channel, message }: MessageRef,
  self: string,
): Promise<{ readonly given: readonly Given[]; readonly guild: string | undefined }> => {
  const { guild_id: guild } = await readChannel(rest, channel);
  const given: Given[] = [];
  for (const emoji of Object.keys(EMOJI) as Emoji[]) {
    for (const { id } of await readPeople(rest, channel, message, emoji)) {
      if (id !== self) given.push({ emoji, person: { id } });
    }
  }
  return { given, guild };
};

const readPeople = async (
  rest: REST,
  channel: string,
  message: string,
  emoji: Emoji,
): Promise<readonly APIUser[]> => {
  const route = Routes.channelMessageReaction(channel, message, encodeURIComponent(nameOfEmoji(emoji)));
  const people: APIUser[] = [];
  for (let page = 0; page < REACTIONS.pages; page += 1) {
    const after = people.at(-1)?.id;
    const query = new URLSearchParams({
      limit: String(REACTIONS.page),
      ...(after === undefined ? {} : { after }),
    });
    const read = await called<readonly APIUser[]>(rest.get(route, { query }));
    people.push(...read);
    if (read.length < REACTIONS.page) break;
  }
  return people;
};
