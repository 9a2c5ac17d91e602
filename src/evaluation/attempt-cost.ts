import type { ModelTerms } from '../flames/run.ts';
import type { TokenUsage } from '../ports/target-model.ts';

/** USD of so many tokens; 0 for a model without an endpoint; null without a price or without a count. */
export const attemptCostUsd = ({ price, kind }: ModelTerms, usage: TokenUsage): number | null => {
  if (kind !== 'endpoint') return 0;
  const { promptTokens, completionTokens } = usage;
  if (price === undefined || (promptTokens === null && completionTokens === null)) return null;
  return ((promptTokens ?? 0) * price.input + (completionTokens ?? 0) * price.output) / 1_000_000;
};
