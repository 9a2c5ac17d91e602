import { EMOJI, type Emoji } from '../../src/cards/emoji.ts';

/** How an emoji is typed: by its label, 3 being harmless. */
export const TYPED: Readonly<Record<Emoji, string>> = { harmless: ':3:', middle: ':2:', harmful: ':1:' };

/** The emoji that a word stands for, typed or as itself, if any. */
export const parseEmoji = (word: string): Emoji | undefined =>
  (Object.keys(TYPED) as Emoji[]).find((emoji) => word === TYPED[emoji] || word === EMOJI[emoji]);
