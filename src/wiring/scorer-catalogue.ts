import { resolve } from 'node:path';
import type { OnnxSettings } from '../../adapters/onnx/onnx-scorer.ts';
import { createRefusalRuleScorer } from '../../adapters/threads/refusal-rule-scorer.ts';
import type { ScorerCatalogue } from '../commands/context.ts';
import { BUILT_IN_SCORERS, type Config, type Environment } from '../config.ts';
import { endpointsOf } from '../config-schema.ts';
import { UserError } from '../errors.ts';
import { nearestWord } from '../flames/nearest-word.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scorer } from '../ports/scorer.ts';
import { dataPath } from './data-path.ts';
import { checkSettings } from './model-catalogue.ts';
import type { TrainedScorers } from './trained-scorers.ts';

/** The scorer of runs that name none, where the configuration says nothing: the one that comes with the program. */
const USUAL_SCORER = 'embedded';

/** The scorers that are the workspace's own doing. */
export interface WorkspaceScorers {
  readonly trained: TrainedScorers;
  /** What the workspace switched to; undefined while the configuration's scorer holds. */
  chosen(): string | undefined;
}

/** The built-in scorers, those of the configuration and those that the workspace trained; of one name the first counts. */
export const createScorerCatalogue = (
  config: Config,
  environment: Environment,
  clock: Clock,
  { trained, chosen }: WorkspaceScorers,
): ScorerCatalogue => {
  const fixed: readonly string[] = [...BUILT_IN_SCORERS, ...Object.keys(config.scorers)];
  const names = (): readonly string[] => [...new Set([...fixed, ...trained.names()])];
  const unknown = (name: string): UserError => {
    const known = names();
    return name === chosen()
      ? new UserError('chosen-scorer-gone', { name, known })
      : new UserError('unknown-scorer', { name, nearest: nearestWord(name, known), known });
  };
  const open = async (name: string): Promise<Scorer> => {
    if (name === 'refusal-rule') return createRefusalRuleScorer();
    if (name === 'embedded') return openPackage(name, dataPath('scorers/embedded'));
    const settings = Object.hasOwn(config.scorers, name) ? config.scorers[name] : undefined;
    if (settings === undefined && names().includes(name)) return openPackage(name, trained.folderOf(name));
    if (settings === undefined) throw unknown(name);
    if (settings.kind === 'onnx') return openPackage(name, resolve(settings.folder), settings);
    const { openJudge } = await import('./open-judge.ts');
    return openJudge(name, settings, environment, clock);
  };
  return {
    names,
    defaultName: () => chosen() ?? config.defaultScorer ?? USUAL_SCORER,
    configuredName: () => config.defaultScorer ?? USUAL_SCORER,
    origin: (name) => {
      if (Object.hasOwn(config.scorers, name)) return 'configuration';
      if (fixed.includes(name)) return 'built-in';
      return trained.isFetched(name) ? 'fetched' : 'trained';
    },
    trainedFolder: trained.folderOf,
    describe: async (name) => {
      const scorer = await open(name);
      await scorer.close();
      return scorer.description;
    },
    open,
    estimate: async (name) => {
      const settings = Object.hasOwn(config.scorers, name) ? config.scorers[name] : undefined;
      if (settings === undefined || settings.kind === 'onnx') return () => 0;
      return (await import('./judge-terms.ts')).estimateOf(settings);
    },
    check: async (name) => {
      const settings = Object.hasOwn(config.scorers, name) ? config.scorers[name] : undefined;
      if (settings === undefined) return;
      for (const endpoint of endpointsOf(settings)) await checkSettings(name, endpoint, environment);
    },
  };
};

const openPackage = async (name: string, folder: string, on?: OnnxSettings): Promise<Scorer> => {
  const { createOnnxScorer } = await import('../../adapters/onnx/onnx-scorer.ts');
  return createOnnxScorer(name, folder, on);
};
