const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
const WORD_START = /(?<=[\s._:/-])/u;

/** How well a name fits what was typed, 0 the best; undefined when it does not. */
const fitOf = (name: string, typed: string): number | undefined => {
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 1;
  if (name.split(WORD_START).some((part) => part.startsWith(typed))) return 2;
  if (name.includes(typed)) return 3;
  return hasLettersInOrder(name, typed) ? 4 : undefined;
};

const hasLettersInOrder = (name: string, typed: string): boolean => {
  let at = 0;
  for (const letter of typed) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
};

/**
 * The names that fit what was typed, best first: the same, beginning with it, a part beginning with it, containing it, its
 * letters in order; then what their description says. Names that fit alike keep their order, so the latest stay first.
 */
export const rankNames = <Named extends { readonly name: string; readonly about?: string }>(
  names: readonly Named[],
  typed: string,
): readonly Named[] => {
  const wanted = fold(typed.trim());
  const aboutFits = ({ about }: Named): number | undefined =>
    about !== undefined && fold(about).includes(wanted) ? 5 : undefined;
  return names
    .flatMap((each) => {
      const fit = fitOf(fold(each.name), wanted) ?? aboutFits(each);
      return fit === undefined ? [] : [{ each, fit }];
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ each }) => each);
};
