/** P(X = k) for X ~ Binomial(n, ½), through logarithms: 2^−n alone would be 0 from n = 1,075 on. */
const halfBinomial = (k: number, n: number): number => {
  let log = -n * Math.LN2;
  for (let i = 1; i <= k; i += 1) log += Math.log((n - k + i) / i);
  return Math.exp(log);
};

/**
 * McNemar's two-sided mid-p on the discordant pairs (Fagerland, Lydersen & Laake 2013, BMC Med Res Methodol 13:91):
 * the exact binomial p less the probability of what was observed. 1 without discordant pairs.
 */
export const mcnemarMidP = (onlyA: number, onlyB: number): number => {
  const n = onlyA + onlyB;
  const k = Math.min(onlyA, onlyB);
  let probability = halfBinomial(k, n);
  let p = probability;
  for (let i = k; i > 0; i -= 1) {
    probability *= i / (n - i + 1);
    p += 2 * probability;
  }
  return Math.min(1, p);
};
