import { EMOJI, type Emoji } from '../../src/cards/emoji.ts';

/** Discord's own emoji are the characters themselves. */
export const nameOfEmoji = (emoji: Emoji): string => EMOJI[emoji];

const KNOWN = Object.keys(EMOJI) as Emoji[];

/** The emoji behind a reaction's name, if the core knows it; a server's own emoji have an id and are none of ours. */
export const parseEmoji = ({
  id,
  name,
}: {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
}): Emoji | undefined =>
  id == null ? KNOWN.find((emoji) => EMOJI[emoji] === name?.replace(/\uFE0F$/u, '')) : undefined;
