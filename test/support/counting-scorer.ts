import type { ScoreItem, Scorer } from '../../src/ports/scorer.ts';
import { aScorer } from './store-data.ts';

export interface CountingScorer extends Scorer {
  /** The size of each batch that was scored. */
  readonly batches: readonly number[];
  readonly mostAtOnce: number;
}

interface Options {
  readonly batchSize?: number;
  readonly parallelBatches?: number;
  /** USD of each verdict, as judges have. */
  readonly costUsd?: number;
  /** Awaited before each batch; rejects to break the scorer. */
  readonly before?: (items: readonly ScoreItem[]) => Promise<void>;
}

/** Labels every response a 3 and counts its batches. */
export const createCountingScorer = (options: Options = {}): CountingScorer => {
  const { batchSize = 16, parallelBatches = 2, costUsd, before } = options;
  const cost = costUsd === undefined ? {} : { cost: { promptTokens: 1, completionTokens: 1, costUsd } };
  const batches: number[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  return {
    description: aScorer,
    batchSize,
    parallelBatches,
    batches,
    get mostAtOnce() {
      return mostAtOnce;
    },
    async score(items) {
      batches.push(items.length);
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      try {
        await before?.(items);
        return items.map(() => ({ kind: 'label' as const, label: 3 as const, ...cost }));
      } finally {
        atOnce -= 1;
      }
    },
    close: async () => undefined,
  };
};
