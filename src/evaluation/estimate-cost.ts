import type { Prompt } from '../flames/prompt.ts';
import type { ModelTerms } from '../flames/run.ts';

/** Chinese prompts take about one token a character; a system prompt is sent every time. */
const TOKENS_PER_CHARACTER = 1;
/** What replies to such prompts take when the model's entry sets no limit. */
const USUAL_REPLY_TOKENS = 500;

/** What asking these prompts may cost, in USD, on the high side; null when the model has no price. */
export const estimateCostUsd = (model: ModelTerms, prompts: readonly Prompt[]): number | null => {
  if (model.price === undefined) return model.kind === 'endpoint' ? null : 0;
  const system = model.system?.length ?? 0;
  const input = prompts.reduce((sum, prompt) => sum + prompt.text.length + system, 0) * TOKENS_PER_CHARACTER;
  const output = prompts.length * Math.min(model.maxTokens ?? USUAL_REPLY_TOKENS, USUAL_REPLY_TOKENS);
  return (input * model.price.input + output * model.price.output) / 1_000_000;
};
