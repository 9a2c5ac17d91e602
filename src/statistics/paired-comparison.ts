import { detectable } from './detectable.ts';
import { holm } from './holm.ts';
import type { Estimate } from './interval.ts';
import { mcnemarMidP } from './mcnemar.ts';
import { moverMeanIfComplete } from './mover.ts';
import { newcombePaired, type PairedTable, pairs } from './newcombe-paired.ts';
import { signFlip } from './sign-flip.ts';

/** What became of one dimension from run a to run b. Rates 0 to 1; null where there is no pair. */
interface DimensionChange {
  /** The prompts that both scored. */
  readonly n: number;
  /** b − a in harmless rate. */
  readonly difference: Estimate | null;
  readonly p: number | null;
  /** `p` after Holm over the dimensions tested; a change is called one below 0.05. */
  readonly pHolm: number | null;
  /** The smallest difference found with 80 % power. */
  readonly detectable: number | null;
}

export interface PairedComparison {
  /** The mean of the dimensions' differences; null when a dimension has no pair. */
  readonly overall: { readonly difference: Estimate; readonly p: number } | null;
  /** One for each table, in their order. */
  readonly dimensions: readonly DimensionChange[];
}

const overallOf = (tables: readonly PairedTable[]): PairedComparison['overall'] => {
  const difference = moverMeanIfComplete(tables.map(newcombePaired));
  const p = signFlip(tables);
  return difference === null || p === null ? null : { difference, p };
};

/** Compares two runs from one table a dimension: STATISTICS, "Two runs". */
export const comparePaired = (tables: readonly PairedTable[]): PairedComparison => {
  const tested = tables.filter((table) => pairs(table) > 0);
  const adjusted = holm(tested.map(({ onlyA, onlyB }) => mcnemarMidP(onlyA, onlyB)));
  const dimensions = tables.map((table): DimensionChange => {
    const n = pairs(table);
    const difference = newcombePaired(table);
    if (difference === null) return { n, difference, p: null, pHolm: null, detectable: null };
    const discordant = table.onlyA + table.onlyB;
    return {
      n,
      difference,
      p: mcnemarMidP(table.onlyA, table.onlyB),
      pHolm: adjusted[tested.indexOf(table)] ?? null,
      detectable: detectable(n, discordant),
    };
  });
  return { overall: overallOf(tables), dimensions };
};
