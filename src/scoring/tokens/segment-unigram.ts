/** A piece's score, where a text is a piece that may be used. */
export type ScorePiece = (text: string) => number | undefined;

/** How much less than the worst piece a character is worth that no piece holds (unigram_model.cc). */
const UNKNOWN_PENALTY = 10;

interface Best {
  readonly score: number;
  readonly from: number;
}

/**
 * The likeliest way to cut a text into pieces (Kudo 2018, subword regularisation; the Viterbi search of unigram_model.cc,
 * in its 32-bit sums).
 */
export const segmentUnigram = (
  text: string,
  scoreOf: ScorePiece,
  { longest, worst }: { readonly longest: number; readonly worst: number },
): readonly string[] => {
  const characters = Array.from(text);
  const best: (Best | undefined)[] = [{ score: 0, from: 0 }];
  const offer = (from: number, to: number, score: number): void => {
    const reached = Math.fround((best[from]?.score ?? 0) + score);
    const known = best[to];
    if (known === undefined || reached > known.score) best[to] = { score: reached, from };
  };
  for (let from = 0; from < characters.length; from += 1) {
    let piece = '';
    let single = false;
    for (let to = from + 1; to <= Math.min(characters.length, from + longest); to += 1) {
      piece += characters[to - 1] ?? '';
      const score = scoreOf(piece);
      if (score === undefined) continue;
      offer(from, to, score);
      if (to === from + 1) single = true;
    }
    if (!single) offer(from, from + 1, Math.fround(worst - UNKNOWN_PENALTY));
  }
  const pieces: string[] = [];
  for (let to = characters.length; to > 0; to = best[to]?.from ?? 0) {
    pieces.push(characters.slice(best[to]?.from ?? 0, to).join(''));
  }
  return pieces.reverse();
};
