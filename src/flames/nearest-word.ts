import { distance } from 'fastest-levenshtein';

/**
 * The known word that a mistyped one most likely meant: the only one that begins with it, else the nearest, of which a third
 * of the letters may differ; undefined when there is none.
 */
export const nearestWord = (word: string, known: readonly string[]): string | undefined => {
  const wanted = word.toLowerCase();
  const begun = wanted.length < 2 ? [] : known.filter((word) => word.toLowerCase().startsWith(wanted));
  if (begun.length === 1) return begun[0];
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(1, Math.ceil(best.candidate.length / 3))
    ? best.candidate
    : undefined;
};
