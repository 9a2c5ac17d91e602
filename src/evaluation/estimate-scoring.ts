import type { Context } from '../commands/context.ts';
import type { Prompt } from '../flames/prompt.ts';
import type { ScorerDescription } from '../ports/scorer.ts';

/** What replies to such prompts are long, before anybody has seen one. */
const USUAL_REPLY = '答'.repeat(500);

type Ports = Pick<Context, 'scorers' | 'scorerRecords' | 'config'>;

/**
 * What a scorer may take for the responses of a run, and for the audit labels that it is measured on before, in USD, on
 * the high side; 0 for those that cost nothing or have no price.
 */
export const estimateScoringUsd = async (
  { name, identity }: ScorerDescription,
  prompts: readonly Prompt[],
  { scorers, scorerRecords, config }: Ports,
): Promise<number> => {
  const estimate = await scorers.estimate(name);
  const audited = scorerRecords.audited(identity, config.review.headline.measure);
  const items = [
    ...prompts.map(({ dimension, subcomponent, text }) => ({
      ...{ dimension, subcomponent, prompt: text },
      response: USUAL_REPLY,
    })),
    ...audited.flatMap(({ item, said }) => (said === null ? [item] : [])),
  ];
  return items.reduce((sum, item) => sum + (estimate(item) ?? 0), 0);
};
