/** A response's probability of being harmless in a scorer's eyes, and whether people say it is. */
interface Ranked {
  readonly score: number;
  readonly positive: boolean;
}

/**
 * The area under the ROC curve, 0 to 1: how often a positive outranks a negative, ties counting half (Hanley & McNeil
 * 1982, Radiology 143:29). `weights`, one an item, counts each so often. Returns a function so that a bootstrap sorts
 * once; null when one of the two classes is missing.
 */
export const createAuc = (items: readonly Ranked[]): ((weights: ArrayLike<number>) => number | null) => {
  const ascending = items.map((item, at) => ({ ...item, at })).sort((one, other) => one.score - other.score);
  return (weights) => {
    let positives = 0;
    let negatives = 0;
    let wins = 0;
    let tiedPositives = 0;
    let tiedNegatives = 0;
    const closeTie = () => {
      wins += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      tiedPositives = 0;
      tiedNegatives = 0;
    };
    let score = Number.NaN;
    for (const item of ascending) {
      if (item.score !== score) closeTie();
      score = item.score;
      const weight = weights[item.at] ?? 0;
      if (item.positive) tiedPositives += weight;
      else tiedNegatives += weight;
    }
    closeTie();
    return positives === 0 || negatives === 0 ? null : wins / (positives * negatives);
  };
};
