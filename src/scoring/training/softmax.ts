const TERMS = 14;

/**
 * e to the power of `x`, built of operations that the language fixes to the last bit: training gives the same bytes on
 * every version of Node. e^x = 2^k · e^r with |r| ≤ ln 2 / 2, the latter as a Taylor series; 0 below −700.
 */
export const exactExp = (x: number): number => {
  if (x < -700) return 0;
  const power = Math.floor(x / Math.LN2 + 0.5);
  const rest = x - power * Math.LN2;
  let sum = 1;
  for (let term = TERMS; term > 0; term -= 1) sum = 1 + (rest * sum) / term;
  let scaled = sum;
  for (let step = 0; step < Math.abs(power); step += 1) scaled = power < 0 ? scaled / 2 : scaled * 2;
  return scaled;
};

/** Probabilities of logits divided by `temperature`, each 0 to 1, summing to 1. */
export const softmax = (logits: readonly number[], temperature = 1): number[] => {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => exactExp((logit - most) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};
