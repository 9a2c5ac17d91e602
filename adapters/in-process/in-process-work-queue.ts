import type { Scorer } from '../../src/ports/scorer.ts';
import type { WorkQueue } from '../../src/ports/work-queue.ts';

type OpenScorer = (name: string) => Promise<Scorer>;

/** Every batch is scored in this process, by the scorer that `openScorer` gives: nothing is ever in its way. */
export const createInProcessWorkQueue = (openScorer: OpenScorer): WorkQueue => ({
  open: async (name) => {
    const scorer = await openScorer(name);
    return {
      description: scorer.description,
      batchSize: scorer.batchSize,
      parallelBatches: scorer.parallelBatches,
      score: (items, signal) => scorer.score(items, signal),
      hindrance: () => undefined,
      close: () => scorer.close(),
    };
  },
  check: async () => undefined,
  close: async () => undefined,
});
