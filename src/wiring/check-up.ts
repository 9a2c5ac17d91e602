import { resolve } from 'node:path';
import type { OnnxSettings } from '../../adapters/onnx/onnx-scorer.ts';
import type { Check } from '../commands/context.ts';
import { UserError, type UserErrorCode } from '../errors.ts';
import type { ModelTerms } from '../flames/run.ts';
import { doctorTexts } from '../texts/doctor.ts';
import type { Locale } from '../texts/locale.ts';
import { platformTrials } from './check-platforms.ts';
import { dataPath } from './data-path.ts';
import type { World } from './open-world.ts';

const LEAST_YEAR = 2026;

/** Configuration and database were read when the world was opened; the rest is tried here. No model is asked anything. */
export async function* checkUp(world: World): AsyncGenerator<Check, void, void> {
  const { config, environment, clock, models, scorers, stores } = world;
  const texts = doctorTexts[config.locale];
  const check = async (what: string, work: () => unknown): Promise<Check> => ({
    what,
    ...(await findingOf(work, config.locale)),
  });
  yield { what: texts.configuration, ...WELL };
  yield check(texts.database, () => stores.runs.list({ limit: 1 }));
  yield check(texts.clock, () => refuseOldYear(clock.now().getUTCFullYear()));
  for (const { what, work } of await platformTrials(environment, config)) yield check(what, work);
  for (const name of models.names()) {
    const terms = models.terms(name);
    if (terms !== undefined) yield check(texts.model({ name }), () => tryModel(terms, models));
  }
  yield check(texts.defaultScorer({ name: scorers.defaultName() }), () =>
    scorers.describe(scorers.defaultName()),
  );
  yield check(texts.workQueue, () => world.workQueue.check(scorers.defaultName()));
  for (const name of scorers.names()) yield check(texts.scorer({ name }), () => tryScorer(name, scorers));
  for (const [name, folder, on] of packagesOf(world)) {
    yield check(texts.ownExamples({ name }), () => replay(folder, on));
  }
}

type Finding = Pick<Check, 'problem' | 'warning'>;
const WELL: Finding = { problem: null, warning: null };

/** What works all the same, or may work, and should be known. */
const WARNINGS: readonly UserErrorCode[] = ['place-not-age-restricted', 'platform-app-unchecked'];

const findingOf = async (work: () => unknown, locale: Locale): Promise<Finding> => {
  try {
    await work();
    return WELL;
  } catch (error) {
    if (!(error instanceof UserError))
      return { ...WELL, problem: error instanceof Error ? error.message : String(error) };
    return { ...WELL, [WARNINGS.includes(error.code) ? 'warning' : 'problem']: error.in(locale) };
  }
};

const refuseOldYear = (year: number): void => {
  if (year < LEAST_YEAR) throw new UserError('clock-wrong', { year });
};

const tryModel = async (terms: ModelTerms, models: World['models']): Promise<void> => {
  models.open(terms);
  await models.check(terms);
};

const tryScorer = async (name: string, scorers: World['scorers']): Promise<void> => {
  await scorers.describe(name);
  await scorers.check(name);
};

type Package = readonly [name: string, folder: string, on?: OnnxSettings];

const packagesOf = ({ config, scorers }: World): readonly Package[] => [
  ['embedded', dataPath('scorers/embedded')],
  ...scorers
    .names()
    .flatMap((name) =>
      ['trained', 'fetched'].includes(scorers.origin(name))
        ? [[name, scorers.trainedFolder(name)] as const]
        : [],
    ),
  ...Object.entries(config.scorers).flatMap(([name, scorer]) =>
    scorer.kind === 'onnx' ? [[name, resolve(scorer.folder), scorer] as const] : [],
  ),
];

/** A package on a machine where it gives other probabilities than where it was made is not the same scorer. */
const replay = async (folder: string, on: OnnxSettings | undefined): Promise<void> => {
  const { checkParity } = await import('../../adapters/onnx/check-parity.ts');
  const { kind, largestDifference, tolerance } = await checkParity(folder, on);
  if (kind === 'different')
    throw new UserError('scorer-differs-here', { folder, difference: largestDifference, tolerance });
};
