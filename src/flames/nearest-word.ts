import { distance } from 'fastest-levenshtein';

/** The known word that a mistyped one most likely meant, or undefined when none is near: a third of its letters may differ. */
export const nearestWord = (word: string, known: readonly string[]): string | undefined => {
  const wanted = word.toLowerCase();
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(1, Math.ceil(best.candidate.length / 3))
    ? best.candidate
    : undefined;
};
