const Z_TEST = 1.96;
const Z_POWER = 0.8416;

/**
 * The smallest difference of two rates (0 to 1) that McNemar's test at 5 % finds with 80 % power on `n` pairs:
 * n = (1.96√ψ + 0.8416√(ψ − δ²))²/δ² solved for δ (Connor 1987, Biometrics 43:207), with the share of discordant
 * pairs ψ = (discordant + 1)/(n + 2). Null where no δ up to 1 solves it: under four pairs.
 *
 * Squared, it is (n + 0.8416²)δ² − 2·1.96√(nψ)·δ + (1.96² − 0.8416²)ψ = 0, whose greater root is the one.
 */
export const detectable = (n: number, discordant: number): number | null => {
  if (Math.sqrt(n) < Z_TEST) return null;
  const psi = (discordant + 1) / (n + 2);
  const square = n + Z_POWER ** 2;
  const half = Z_TEST * Math.sqrt(n * psi);
  return (half + Math.sqrt(half ** 2 - square * (Z_TEST ** 2 - Z_POWER ** 2) * psi)) / square;
};
