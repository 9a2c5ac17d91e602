/**
 * A text as features see it: NFKC, lower case, every digit a 0, line breaks kept as one, no other white space. So full
 * and half width, and how a writer spaces, make no difference.
 */
export const normaliseText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Nd}/gu, '0')
    .replace(/\s*\n\s*/gu, '\n')
    .replace(/[^\S\n]+/gu, '')
    .trim();

/** Every run of `least` to `most` characters (UTF-16 units). */
export const characterGrams = (text: string, least: number, most: number): string[] => {
  const grams: string[] = [];
  for (let length = least; length <= most; length += 1) {
    for (let at = 0; at + length <= text.length; at += 1) grams.push(text.slice(at, at + length));
  }
  return grams;
};

export const sentencesOf = (text: string): readonly string[] =>
  text.split(/[。!?\n]+/u).filter((part) => part !== '');

export const clausesOf = (text: string): readonly string[] =>
  text.split(/[。!?\n,;:、.]+/u).filter((part) => part !== '');

/** How many of a text's character pairs are in `pairs`. */
export const sharedPairs = (text: string, pairs: ReadonlySet<string>): number =>
  characterGrams(text, 2, 2).filter((pair) => pairs.has(pair)).length;
