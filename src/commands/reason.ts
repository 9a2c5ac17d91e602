const MOST_CHARACTERS = 500;

/** A reason as it was typed, without the "because" before it, at most 500 characters; empty when nothing else was typed. */
export const reasonOf = (words: readonly string[]): string =>
  Array.from(
    words
      .join(' ')
      .trim()
      .replace(/^(?:because(?:\s|$)|因为)\s*/iu, ''),
  )
    .slice(0, MOST_CHARACTERS)
    .join('');
