import { TERMINAL_WORDS } from './parse-event.ts';

/** Words that may end the typed line: the bot's, which `suggest` gives for what stands after `/flames`, and the terminal's own. */
export const suggestWords = (
  line: string,
  suggest: (words: string) => readonly string[] = () => [],
): readonly string[] => {
  const prefix = /^\s*\/?flames\s+/iu.exec(line)?.[0];
  const words = prefix === undefined ? line.trimStart() : line.slice(prefix.length);
  const isFirst = prefix === undefined && !/\s/u.test(words);
  return isFirst ? ['/flames', ...TERMINAL_WORDS, ...suggest(words)] : suggest(words);
};
