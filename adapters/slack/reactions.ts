import type { webApi } from '@slack/bolt';
import type { Card } from '../../src/cards/card.ts';
import type { Emoji } from '../../src/cards/emoji.ts';
import type { MessageRef } from '../../src/ports/chat-platform.ts';
import { nameOfEmoji, parseEmoji } from './emoji.ts';
import { wordOf } from './errors.ts';
import { called } from './web-client.ts';

/** The reactions on a message with emoji that the core knows, without the bot's own. */
export const readReactions = async (
  client: webApi.WebClient,
  { channel, message: timestamp }: MessageRef,
  self: string,
): Promise<readonly { readonly emoji: Emoji; readonly person: string }[]> => {
  const { message } = await called(client.reactions.get({ channel, timestamp, full: true }));
  return (message?.reactions ?? []).flatMap(({ name = '', users = [] }) => {
    const emoji = parseEmoji(name);
    return emoji === undefined
      ? []
      : users.filter((person) => person !== self).map((person) => ({ emoji, person }));
  });
};

/** Puts the reactions that a card names under its message, for people to press. */
export const offerReactions = async (
  client: webApi.WebClient,
  { channel, message: timestamp }: MessageRef,
  { reactions = [] }: Card,
): Promise<void> => {
  for (const emoji of reactions) {
    await called(client.reactions.add({ channel, timestamp, name: nameOfEmoji(emoji) })).catch(
      (error: unknown) => {
        if (wordOf(error) !== 'already_reacted') throw error;
      },
    );
  }
};
