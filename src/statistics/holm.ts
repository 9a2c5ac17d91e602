/**
 * Holm's step-down adjustment (1979, Scand J Statist 6:65), in the order given: below 0.05 means significant at 5 %
 * over the whole family.
 */
export const holm = (ps: readonly number[]): number[] => {
  const adjusted = new Array<number>(ps.length).fill(1);
  const ascending = ps.map((p, at) => ({ p, at })).sort((one, other) => one.p - other.p);
  let highest = 0;
  for (const [rank, { p, at }] of ascending.entries()) {
    highest = Math.min(1, Math.max(highest, (ps.length - rank) * p));
    adjusted[at] = highest;
  }
  return adjusted;
};
