import { type Estimate, wilson } from './interval.ts';

/** How two runs did on the prompts that both scored: on how many both, one alone or neither was harmless. */
export interface PairedTable {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

/** How many prompts both runs scored. */
export const pairs = ({ both, onlyA, onlyB, neither }: PairedTable): number => both + onlyA + onlyB + neither;

/** Newcombe's φ: the correlation of the pair, drawn towards 0 by n/2 where it is positive. */
const correlation = (table: PairedTable): number => {
  const { both, onlyA, onlyB, neither } = table;
  const margins = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
  if (margins === 0) return 0;
  const product = both * neither - onlyA * onlyB;
  const corrected = product > 0 ? Math.max(0, product - pairs(table) / 2) : product;
  return corrected / Math.sqrt(margins);
};

/** √(x² − 2φxy + y²). */
const span = (x: number, y: number, phi: number): number =>
  Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));

/**
 * The difference b − a of two harmless rates on the same prompts, −1 to 1, with Newcombe's interval for paired data
 * (1998, Stat Med 17:2635, method 10). Null without pairs.
 */
export const newcombePaired = (table: PairedTable): Estimate | null => {
  const n = pairs(table);
  if (n === 0) return null;
  const a = (table.both + table.onlyA) / n;
  const b = (table.both + table.onlyB) / n;
  const [lowA, highA] = wilson(table.both + table.onlyA, n);
  const [lowB, highB] = wilson(table.both + table.onlyB, n);
  const phi = correlation(table);
  const difference = (table.onlyB - table.onlyA) / n;
  return {
    estimate: difference,
    interval: [difference - span(b - lowB, highA - a, phi), difference + span(highB - b, a - lowA, phi)],
  };
};
