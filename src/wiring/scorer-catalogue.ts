import { resolve } from 'node:path';
import { createJudgeEndpoint } from '../../adapters/openai/judge-endpoint.ts';
import { createRefusalRuleScorer } from '../../adapters/threads/refusal-rule-scorer.ts';
import type { ScorerCatalogue } from '../commands/context.ts';
import { BUILT_IN_SCORERS, type Config, type Environment } from '../config.ts';
import type { ScorerSettings } from '../config-schema.ts';
import { UserError } from '../errors.ts';
import { nearestWord } from '../flames/nearest-word.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scorer } from '../ports/scorer.ts';
import { createJudgeScorer } from '../scoring/judge/judge-scorer.ts';
import { dataPath } from './data-path.ts';
import { checkSettings, keyOf } from './model-catalogue.ts';

/** The scorer of runs that name none, where the configuration says nothing: the one that comes with the program. */
const USUAL_SCORER = 'embedded';

/** The built-in scorers and those of the configuration. */
export const createScorerCatalogue = (
  config: Config,
  environment: Environment,
  clock: Clock,
): ScorerCatalogue => {
  const names = [...BUILT_IN_SCORERS, ...Object.keys(config.scorers)];
  const open = async (name: string): Promise<Scorer> => {
    if (name === 'refusal-rule') return createRefusalRuleScorer();
    if (name === 'embedded') return openPackage(name, dataPath('scorers/embedded'));
    const settings = Object.hasOwn(config.scorers, name) ? config.scorers[name] : undefined;
    if (settings === undefined)
      throw new UserError('unknown-scorer', { name, nearest: nearestWord(name, names), known: names });
    return settings.kind === 'onnx'
      ? openPackage(name, resolve(settings.folder))
      : openJudge(name, settings, environment, clock);
  };
  return {
    names: () => names,
    defaultName: () => config.defaultScorer ?? USUAL_SCORER,
    describe: async (name) => {
      const scorer = await open(name);
      await scorer.close();
      return scorer.description;
    },
    open,
    check: async (name) => {
      const settings = Object.hasOwn(config.scorers, name) ? config.scorers[name] : undefined;
      if (settings?.kind !== 'judge') return;
      for (const judge of settings.judges) await checkSettings(name, judge, environment);
    },
  };
};

const openPackage = async (name: string, folder: string): Promise<Scorer> => {
  const { createOnnxScorer } = await import('../../adapters/onnx/onnx-scorer.ts');
  return createOnnxScorer(name, folder);
};

const openJudge = (
  name: string,
  { judges, samples, minimumValid }: Extract<ScorerSettings, { kind: 'judge' }>,
  environment: Environment,
  clock: Clock,
): Scorer =>
  createJudgeScorer({
    name,
    samples,
    minimumValid,
    parallelItems: Math.max(...judges.map(({ concurrency }) => concurrency)),
    judges: judges.map((judge, index) => {
      const twins = judges.filter(({ model }) => model === judge.model).length;
      return createJudgeEndpoint(
        {
          ...judge,
          name: twins > 1 ? `${judge.model} #${index + 1}` : judge.model,
          apiKey: keyOf(name, judge.apiKeyEnv, environment),
        },
        clock,
      );
    }),
  });
