import type { ScoreItem, Scorer, Verdict } from '../ports/scorer.ts';

/** Lets batches go while there is money for them. */
export interface Purse {
  /** USD set aside for a batch; undefined when a cap does not allow it with all that is under way. */
  take(batch: readonly ScoreItem[]): number | undefined;
  /** What a batch cost is known now; null when it broke. */
  settle(takenUsd: number, verdicts: readonly Verdict[] | null): void;
}

const batchesOf = (items: readonly ScoreItem[], size: number): readonly (readonly ScoreItem[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/**
 * A scorer's verdicts on any number of items, in their order, in batches as large and as many at once as it takes;
 * undefined for those that the purse held back.
 */
export const scoreWithin = async (
  scorer: Scorer,
  items: readonly ScoreItem[],
  purse: Purse,
  signal: AbortSignal,
): Promise<readonly (Verdict | undefined)[]> => {
  const batches = batchesOf(items, scorer.batchSize);
  const verdicts: (readonly (Verdict | undefined)[])[] = batches.map((batch) => batch.map(() => undefined));
  let next = 0;
  // a lane that is held back ends: what is under way frees what it does not spend, and the lane that asked goes on
  const lane = async (): Promise<void> => {
    for (let batch = batches[next]; batch !== undefined; batch = batches[next]) {
      const taken = purse.take(batch);
      if (taken === undefined) return;
      const at = next++;
      let made: readonly Verdict[] | null = null;
      try {
        made = await scorer.score(batch, signal);
        verdicts[at] = made;
      } finally {
        purse.settle(taken, made);
      }
    }
  };
  await Promise.all(Array.from({ length: scorer.parallelBatches }, lane));
  return verdicts.flat();
};
