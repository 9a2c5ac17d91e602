const FIRST_MS = 1000;
const LONGEST_MS = 5 * 60_000;

/**
 * Milliseconds until the next try after `failures` (from 1 on) in a row: doubling from a second to five minutes, the
 * upper half of it at random so that channels do not come back all at once. `random` gives 0 to 1.
 */
export const backoff = (failures: number, random: () => number): number => {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return full * (0.5 + random() / 2);
};
