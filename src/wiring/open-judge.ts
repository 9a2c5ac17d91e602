import { createJudgeEndpoint, type JudgeEndpointSettings } from '../../adapters/openai/judge-endpoint.ts';
import type { Environment } from '../config.ts';
import { endpointsOf } from '../config-schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scorer } from '../ports/scorer.ts';
import { createJudgeScorer } from '../scoring/judge/judge-scorer.ts';
import { type AskedSettings, termsOf } from './judge-terms.ts';
import { keyOf } from './model-catalogue.ts';

/**
 * A panel of judges, or a guard: both are asked over the same kind of endpoint. Throws a `UserError` when a key's
 * variable is not set.
 */
export const openJudge = (
  name: string,
  settings: AskedSettings,
  environment: Environment,
  clock: Clock,
): Scorer => {
  const { maxTokens, ...terms } = termsOf(settings);
  const endpoints = endpointsOf(settings);
  const named = (endpoint: (typeof endpoints)[number], index: number): JudgeEndpointSettings => {
    const twins = endpoints.filter(({ model }) => model === endpoint.model).length;
    return {
      ...endpoint,
      name: twins > 1 ? `${endpoint.model} #${index + 1}` : endpoint.model,
      maxTokens: endpoint.maxTokens ?? maxTokens,
      apiKey: keyOf(name, endpoint.apiKeyEnv, environment),
    };
  };
  return createJudgeScorer({
    ...terms,
    name,
    parallelItems: Math.max(...endpoints.map(({ concurrency }) => concurrency)),
    judges: endpoints.map((endpoint, index) => createJudgeEndpoint(named(endpoint, index), clock)),
  });
};
