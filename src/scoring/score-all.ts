import type { ScoreItem, Scorer, Verdict } from '../ports/scorer.ts';

const batchesOf = (items: readonly ScoreItem[], size: number): readonly (readonly ScoreItem[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** A scorer's verdicts on any number of items, in their order, in batches as large and as many at once as it takes. */
export const scoreAll = async (
  scorer: Scorer,
  items: readonly ScoreItem[],
  signal: AbortSignal,
): Promise<readonly Verdict[]> => {
  const batches = batchesOf(items, scorer.batchSize);
  const verdicts: (readonly Verdict[])[] = batches.map(() => []);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < batches.length; at = next++) {
      verdicts[at] = await scorer.score(batches[at] ?? [], signal);
    }
  };
  await Promise.all(Array.from({ length: scorer.parallelBatches }, lane));
  return verdicts.flat();
};
