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
  const places = Uint32Array.from(ascending, ({ at }) => at);
  const isPositive = Uint8Array.from(ascending, ({ positive }) => (positive ? 1 : 0));
  const endsTie = Uint8Array.from(ascending, ({ score }, rank) =>
    ascending[rank + 1]?.score === score ? 0 : 1,
  );
  return (weights) => {
    let [positives, negatives, wins, tiedPositives, tiedNegatives] = [0, 0, 0, 0, 0];
    for (let rank = 0; rank < places.length; rank += 1) {
      const weight = weights[places[rank] as number] ?? 0;
      if (isPositive[rank] === 1) tiedPositives += weight;
      else tiedNegatives += weight;
      if (endsTie[rank] === 0) continue;
      wins += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      tiedPositives = 0;
      tiedNegatives = 0;
    }
    return positives === 0 || negatives === 0 ? null : wins / (positives * negatives);
  };
};
