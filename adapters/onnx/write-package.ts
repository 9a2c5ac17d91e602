import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../src/errors.ts';
import type { ScorerIdentity } from '../../src/ids.ts';
import { describePackage } from '../../src/scoring/describe-package.ts';
import { type PackageManifest, packageManifest } from '../../src/scoring/package-manifest.ts';
import type { ScorerPackage } from '../../src/scoring/train-scorer.ts';
import { fileProblem } from '../files/local-files.ts';
import { makeFolder } from '../files/make-folder.ts';
import { linearGraph } from './linear-graph.ts';

const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 1)}\n`, 'utf8');

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const graphOf = ({ manifest, model: weights }: ScorerPackage) => {
  const graph = linearGraph(weights, manifest.inputs);
  const model = { file: 'model.onnx', sha256: sha256Of(graph) } as const;
  return { graph, whole: { ...manifest, model } satisfies PackageManifest };
};

/** The identity of the scorer that a package is, once it is written. */
export const identifyPackage = (scorer: ScorerPackage): ScorerIdentity =>
  describePackage(graphOf(scorer).whole, scorer.manifest.name).identity;

/** The files of a package by name, the manifest last: a folder whose writing was cut short has an old one or none. */
export const packageFiles = (scorer: ScorerPackage): ReadonlyMap<string, Uint8Array> => {
  const { graph, whole } = graphOf(scorer);
  const fixtures = json(scorer.parity);
  const parity = { ...whole.parity, sha256: sha256Of(fixtures) };
  return new Map([
    ['model.onnx', graph],
    ['parity.json', fixtures],
    ['manifest.json', json(packageManifest.parse({ ...whole, parity }))],
  ]);
};

/**
 * Writes a scorer as a folder, over what is there; equal packages give equal bytes. UserError `cannot-write` when the
 * folder or a file of it cannot be written.
 */
export const writePackage = async (folder: string, scorer: ScorerPackage): Promise<void> => {
  const files = packageFiles(scorer);
  try {
    makeFolder(folder);
    for (const [name, bytes] of files) await writeFile(join(folder, `${name}.new`), bytes);
    for (const name of files.keys()) await rename(join(folder, `${name}.new`), join(folder, name));
  } catch (cause) {
    throw new UserError('cannot-write', { file: folder, reason: fileProblem(cause) }, { cause });
  }
};
