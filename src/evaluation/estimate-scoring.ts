import type { Context } from '../commands/context.ts';
import type { Prompt } from '../flames/prompt.ts';
import type { ScorerDescription } from '../ports/scorer.ts';
import { othersTurn } from '../steps.ts';

/** What replies to such prompts are long, before anybody has seen one. */
const USUAL_REPLY = '答'.repeat(500);

/** Prompts whose estimate holds nobody up. */
const PROMPTS_AT_ONCE = 1000;

interface Ports {
  readonly scorers: Pick<Context['scorers'], 'estimate'>;
  readonly scorerRecords: Pick<Context['scorerRecords'], 'audited'>;
  readonly config: { readonly review: { readonly headline: { readonly measure: number } } };
}

/**
 * What a scorer may take for the responses of a run, and for the audit labels that it is measured on before, in USD, on
 * the high side; 0 for those that cost nothing or have no price.
 */
export const estimateScoringUsd = async (
  { name, identity }: Pick<ScorerDescription, 'name' | 'identity'>,
  prompts: readonly Prompt[],
  { scorers, scorerRecords, config }: Ports,
): Promise<number> => {
  const estimate = await scorers.estimate(name);
  const audited = scorerRecords.audited(identity, config.review.headline.measure);
  let usd = audited.reduce((sum, { item, said }) => sum + (said === null ? (estimate(item) ?? 0) : 0), 0);
  for (const [index, { dimension, subcomponent, text }] of prompts.entries()) {
    if (index % PROMPTS_AT_ONCE === 0) await othersTurn();
    usd += estimate({ dimension, subcomponent, prompt: text, response: USUAL_REPLY }) ?? 0;
  }
  return usd;
};
