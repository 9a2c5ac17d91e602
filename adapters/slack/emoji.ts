import type { Emoji } from '../../src/cards/emoji.ts';

const NAMES: Readonly<Record<Emoji, string>> = {
  harmless: 'large_green_circle',
  middle: 'large_yellow_circle',
  harmful: 'red_circle',
};

/** Other names of the same signs; the last two are how some clients call the first two. */
const BY_NAME: Readonly<Record<string, Emoji>> = {
  [NAMES.harmless]: 'harmless',
  [NAMES.middle]: 'middle',
  [NAMES.harmful]: 'harmful',
  green_circle: 'harmless',
  yellow_circle: 'middle',
  large_red_circle: 'harmful',
};

/** Slack's name of an emoji. */
export const nameOfEmoji = (emoji: Emoji): string => NAMES[emoji];

/** The emoji behind a name with or without a skin tone, if the core knows it. */
export const parseEmoji = (name: string): Emoji | undefined => {
  const bare = name.replace(/::skin-tone-\d$/u, '');
  return Object.hasOwn(BY_NAME, bare) ? BY_NAME[bare] : undefined;
};
