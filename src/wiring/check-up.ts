import { resolve } from 'node:path';
import type { Check } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import { dataPath } from './data-path.ts';
import type { World } from './open-world.ts';

const LEAST_YEAR = 2026;

const problemOf = async (work: () => unknown): Promise<string | null> => {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    return error instanceof Error ? error.message : String(error);
  }
};

/** Configuration and database were read when the world was opened; the rest is tried here. No endpoint is asked anything. */
export async function* checkUp({
  config,
  clock,
  models,
  scorers,
  stores,
}: World): AsyncGenerator<Check, void, void> {
  yield { what: 'configuration', problem: null };
  yield { what: 'database', problem: await problemOf(() => stores.runs.list({ limit: 1 })) };
  const year = clock.now().getUTCFullYear();
  yield {
    what: 'clock',
    problem: year < LEAST_YEAR ? `it says the year is ${year}; set the machine's time` : null,
  };
  for (const name of models.names()) {
    const terms = models.terms(name);
    if (terms !== undefined)
      yield { what: `model ${name}`, problem: await problemOf(() => models.open(terms)) };
  }
  for (const name of scorers.names()) {
    yield { what: `scorer ${name}`, problem: await problemOf(() => scorers.describe(name)) };
  }
  for (const [name, folder] of packagesOf(config)) {
    yield { what: `scorer ${name}, its own examples`, problem: await problemOf(() => replay(folder)) };
  }
}

const packagesOf = (config: World['config']): readonly (readonly [string, string])[] => [
  ['embedded', dataPath('scorers/embedded')],
  ...Object.entries(config.scorers).flatMap(([name, scorer]) =>
    scorer.kind === 'onnx' ? [[name, resolve(scorer.folder)] as const] : [],
  ),
];

/** A package on a machine where it gives other probabilities than where it was made is not the same scorer. */
const replay = async (folder: string): Promise<void> => {
  const { checkParity } = await import('../../adapters/onnx/check-parity.ts');
  const { kind, largestDifference, tolerance } = await checkParity(folder);
  if (kind === 'different')
    throw new UserError('scorer-differs-here', { folder, difference: largestDifference, tolerance });
};
