import type { Scorer } from '../../src/ports/scorer.ts';
import { describePackage } from '../../src/scoring/package-manifest.ts';
import { createThreadedScorer } from '../threads/threaded-scorer.ts';
import { readPackage } from './read-package.ts';

const BATCH_SIZE = 128;

/**
 * The scorer in a package's folder (`manifest.json`, `model.onnx`, `parity.json`), on onnxruntime in worker threads; the
 * runtime and the model are loaded with the first batch. `name` is what the configuration calls it. UserErrors
 * `scorer-package-missing`, `scorer-package-broken`, `scorer-package-foreign` come at once.
 */
export const createOnnxScorer = async (name: string, folder: string, threads = 1): Promise<Scorer> => {
  const manifest = await readPackage(folder);
  return createThreadedScorer({
    description: describePackage(manifest, name),
    module: new URL('./onnx-worker.ts', import.meta.url),
    settings: { folder, manifest },
    threads,
    batchSize: BATCH_SIZE,
  });
};
