import type { Price } from '../../flames/run.ts';
import type { ScoreItem } from '../../ports/scorer.ts';
import type { JudgeProtocol } from './judge-protocol.ts';

/** What decides the price of one judge's answer. */
export interface PricedJudge {
  readonly price?: Price | undefined;
  readonly maxTokens?: number | undefined;
}

/** Chinese text takes about one token a character. */
const TOKENS_PER_CHARACTER = 1;
/** What a judgement takes where nothing limits it. */
const USUAL_ANSWER_TOKENS = 500;

/**
 * What asking a panel once about one response may cost, in USD, on the high side; null when one of its judges has no
 * price.
 */
export const estimateJudgementUsd = (
  item: ScoreItem,
  protocol: Pick<JudgeProtocol, 'messages'>,
  judges: readonly PricedJudge[],
  samples: number,
): number | null => {
  const asked = protocol.messages(item).reduce((sum, { content }) => sum + content.length, 0);
  let usd = 0;
  for (const { price, maxTokens = USUAL_ANSWER_TOKENS } of judges) {
    if (price === undefined) return null;
    const answered = Math.min(maxTokens, USUAL_ANSWER_TOKENS);
    usd += (asked * TOKENS_PER_CHARACTER * price.input + answered * price.output) / 1_000_000;
  }
  return usd * samples;
};
