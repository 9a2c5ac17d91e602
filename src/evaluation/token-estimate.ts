import type { ModelTerms } from '../flames/run.ts';
import type { TokenUsage } from '../ports/target-model.ts';

/** Tokens a character until the endpoint has counted some: Chinese takes about one, rarely more. */
const TOKENS_PER_CHARACTER = 1.5;
/** Around the messages: roles and separators. */
const FRAME_TOKENS = 20;
/** The longest reply to expect of a model without `maxTokens`, until longer ones were seen. */
const LONG_REPLY_TOKENS = 2048;
const USUAL_REPLY_TOKENS = 300;

export interface TokenEstimate {
  /** Tokens of one request as they usually are. */
  likely(prompt: string): number;
  /** Tokens of one request at the most, as far as one can know. */
  most(prompt: string): TokenUsage;
  learn(prompt: string, usage: TokenUsage): void;
}

/** Foretells the tokens of a request from those that the endpoint counted before. */
export const createTokenEstimate = ({ system, maxTokens }: ModelTerms): TokenEstimate => {
  let perCharacter = TOKENS_PER_CHARACTER;
  let learned = false;
  let longest = 0;
  let replies = 0;
  let replyTokens = 0;
  const characters = (prompt: string): number => prompt.length + (system?.length ?? 0);
  const asking = (prompt: string): number => Math.ceil(characters(prompt) * perCharacter) + FRAME_TOKENS;
  return {
    likely: (prompt) =>
      asking(prompt) +
      (replies > 0 ? replyTokens / replies : Math.min(maxTokens ?? USUAL_REPLY_TOKENS, USUAL_REPLY_TOKENS)),
    most: (prompt) => ({
      promptTokens: asking(prompt),
      completionTokens: Math.max(maxTokens ?? Math.max(LONG_REPLY_TOKENS, 2 * longest), longest),
    }),
    learn(prompt, { promptTokens, completionTokens }) {
      if (promptTokens !== null) {
        const ratio = promptTokens / Math.max(1, characters(prompt));
        perCharacter = learned ? Math.max(perCharacter, ratio) : ratio;
        learned = true;
      }
      if (completionTokens === null) return;
      longest = Math.max(longest, completionTokens);
      replies += 1;
      replyTokens += completionTokens;
    },
  };
};
