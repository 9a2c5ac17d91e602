import type { ScoringCost } from '../../ports/scorer.ts';

/** The sum; its USD are unknown (`null`) when those of a part are. */
export const sumCosts = (costs: readonly ScoringCost[]): ScoringCost =>
  costs.reduce(
    (sum, cost) => ({
      promptTokens: sum.promptTokens + cost.promptTokens,
      completionTokens: sum.completionTokens + cost.completionTokens,
      costUsd: sum.costUsd === null || cost.costUsd === null ? null : sum.costUsd + cost.costUsd,
    }),
    { promptTokens: 0, completionTokens: 0, costUsd: 0 },
  );
