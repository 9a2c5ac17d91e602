import { availableParallelism } from 'node:os';
import type { Scorer } from '../../src/ports/scorer.ts';
import { describePackage } from '../../src/scoring/describe-package.ts';
import type { ExecutionProvider } from '../../src/scoring/execution-providers.ts';
import type { PackageManifest } from '../../src/scoring/package-manifest.ts';
import type { TokenManifest } from '../../src/scoring/token-manifest.ts';
import { createThreadedScorer } from '../threads/threaded-scorer.ts';
import { refuseToLoad } from './before-loading.ts';
import { readPackage } from './read-package.ts';

/** Small models are quick; of large ones no more is lost with the process than a batch. */
const BATCH_SIZE = { ngrams: 128, tokens: 16 } as const;

/** What a large model runs on; small ones run on one thread of the CPU. */
export interface OnnxSettings {
  readonly executionProvider?: ExecutionProvider | undefined;
  /** Threads that one call of the model uses; all without it. */
  readonly threads?: number | undefined;
}

const openNgrams = (name: string, folder: string, manifest: PackageManifest): Scorer =>
  createThreadedScorer({
    description: describePackage(manifest, name),
    module: new URL('./onnx-worker.ts', import.meta.url),
    settings: { folder, manifest },
    threads: 1,
    batchSize: BATCH_SIZE.ngrams,
  });

const openTokens = (
  name: string,
  folder: string,
  manifest: TokenManifest,
  settings: OnnxSettings,
): Scorer => {
  const { executionProvider = 'cpu', threads = availableParallelism() } = settings;
  const scorer = createThreadedScorer({
    description: describePackage(manifest, name),
    module: new URL('./token-worker.ts', import.meta.url),
    settings: { folder, manifest, executionProvider, threads },
    threads: 1,
    batchSize: BATCH_SIZE.tokens,
  });
  let ready: Promise<void> | undefined;
  return {
    description: scorer.description,
    batchSize: scorer.batchSize,
    parallelBatches: scorer.parallelBatches,
    score: async (items, signal) => {
      ready ??= refuseToLoad(folder, manifest.model.memoryBytes, executionProvider);
      await ready;
      return scorer.score(items, signal);
    },
    close: () => scorer.close(),
  };
};

/**
 * The scorer in a package's folder, on onnxruntime in worker threads; the runtime and the model are loaded with the first
 * batch. `name` is what the configuration calls it. UserErrors `scorer-package-missing`, `scorer-package-broken`,
 * `scorer-package-foreign` come at once; `scorer-needs-memory` and `execution-provider-missing` with the first batch.
 */
export const createOnnxScorer = async (
  name: string,
  folder: string,
  settings: OnnxSettings = {},
): Promise<Scorer> => {
  const manifest = await readPackage(folder);
  return manifest.format === 2
    ? openTokens(name, folder, manifest, settings)
    : openNgrams(name, folder, manifest);
};
