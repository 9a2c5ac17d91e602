import { EMOJI, type Emoji } from '../../src/cards/emoji.ts';

/** Typed by label, 3 being harmless, or as the emoji itself. */
const BY_WORD: Readonly<Record<string, Emoji>> = {
  ':3:': 'harmless',
  ':2:': 'middle',
  ':1:': 'harmful',
  [EMOJI.harmless]: 'harmless',
  [EMOJI.middle]: 'middle',
  [EMOJI.harmful]: 'harmful',
};

/** The emoji that a word stands for, if any. */
export const parseEmoji = (word: string): Emoji | undefined =>
  Object.hasOwn(BY_WORD, word) ? BY_WORD[word] : undefined;
