import type { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import { firstMistake, problem } from '../../src/problem.ts';
import type { ScorerManifest } from '../../src/scoring/describe-package.ts';
import { type ParityFixture, packageManifest, parityFixtures } from '../../src/scoring/package-manifest.ts';
import { type TokenManifest, tokenManifest } from '../../src/scoring/token-manifest.ts';
import type { Sayable } from '../../src/texts/problems.ts';
import { externalWeights } from './external-weights.ts';
import { parsePart, readPart, refuseOtherBytes, refuseOtherSize } from './package-files.ts';

const firstProblem = (file: string, error: z.ZodError): Sayable => {
  const { path, keys, problem: what } = firstMistake(error);
  return problem('placed-in', { at: [...path, ...keys].join('.'), file, problem: what });
};

const SHOWING = { reportInput: true };

const readsTokens = (raw: unknown): boolean =>
  typeof raw === 'object' && raw !== null && 'format' in raw && raw.format === 2;

/** `manifest.json` of a scorer's folder. UserErrors: `scorer-package-missing`, `-broken`, `-foreign`. */
export const readManifest = async (folder: string): Promise<ScorerManifest> => {
  const raw = await parsePart(folder, 'manifest.json');
  const parsed = readsTokens(raw)
    ? tokenManifest.safeParse(raw, SHOWING)
    : packageManifest.safeParse(raw, SHOWING);
  if (parsed.success) return parsed.data;
  throw new UserError('scorer-package-foreign', {
    folder,
    reason: firstProblem('manifest.json', parsed.error),
  });
};

/** Weights that no manifest names are in no identity: another file would be another scorer of the same name. */
const refuseOtherWeights = async (folder: string, { model }: ScorerManifest): Promise<void> => {
  const named = new Set('data' in model ? model.data.map(({ file }) => file) : []);
  const refuse = (reason: string): never => {
    throw new UserError('scorer-package-broken', { folder, file: model.file, reason });
  };
  const graph = await readPart(folder, model.file);
  const read = (): ReadonlySet<string> => {
    try {
      return externalWeights(graph);
    } catch {
      return refuse('is no model of ONNX');
    }
  };
  if ([...read()].some((name) => !named.has(name)))
    refuse('reads weights from a file that its manifest does not name');
};

/**
 * The manifest of a whole package: its files are there and are those that the manifest was written for; of files of weights
 * only the sizes are looked at (`verifyWeights`). UserErrors: `scorer-package-missing`, `scorer-package-broken`,
 * `scorer-package-foreign`.
 */
export const readPackage = async (folder: string): Promise<ScorerManifest> => {
  const manifest = await readManifest(folder);
  await refuseOtherBytes(folder, manifest.model.file, manifest.model.sha256);
  await refuseOtherWeights(folder, manifest);
  if (manifest.format === 2) {
    await refuseOtherBytes(folder, manifest.tokenizer.file, manifest.tokenizer.sha256);
    for (const { file, bytes } of manifest.model.data) await refuseOtherSize(folder, file, bytes);
  }
  return manifest;
};

/** Reads the weights through, which takes seconds a gigabyte. UserErrors as of `readPackage`. */
export const verifyWeights = async (folder: string, { data }: TokenManifest['model']): Promise<void> => {
  for (const { file, sha256 } of data) await refuseOtherBytes(folder, file, sha256);
};

/** The parity fixtures of a package, those that its manifest was written for. UserErrors as of `readPackage`. */
export const readParity = async (
  folder: string,
  { file, sha256 }: ScorerManifest['parity'],
): Promise<readonly ParityFixture[]> => {
  if (sha256 !== undefined) await refuseOtherBytes(folder, file, sha256);
  const parsed = parityFixtures.safeParse(await parsePart(folder, file));
  if (parsed.success) return parsed.data;
  throw new UserError('scorer-package-broken', { folder, file, reason: 'does not hold parity fixtures' });
};
