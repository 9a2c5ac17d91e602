import { join } from 'node:path';
import { env, InferenceSession, type Tensor } from 'onnxruntime-node';
import type { PackageHead } from '../../src/scoring/package-manifest.ts';
import { widthOf } from '../../src/scoring/training/label-heads.ts';
import { providerMissing } from './before-loading.ts';

// it would write lines of its own beside our sentences
env.logLevel = 'fatal';

/** What a model is run on. */
export interface SessionSettings {
  readonly executionProvider: string;
  /** Threads that one call of the model uses. */
  readonly threads: number;
}

/**
 * Loads the model by its path, so that its weights may lie in files beside it, beyond 2 GiB. UserError
 * `execution-provider-missing` where onnxruntime knows the provider and its libraries are not there.
 */
export const openSession = async (
  folder: string,
  file: string,
  { executionProvider, threads }: SessionSettings,
): Promise<InferenceSession> => {
  try {
    return await InferenceSession.create(join(folder, file), {
      executionProviders: [executionProvider],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
    });
  } catch (cause) {
    if (!(cause instanceof Error && cause.message.includes('ExecutionProvider'))) throw cause;
    throw await providerMissing(executionProvider);
  }
};

/** Runs one call; gives all outputs of each of its `items`. Rejects when the model has fewer outputs than its heads. */
export const runSession = async (
  session: InferenceSession,
  feeds: Readonly<Record<string, Tensor>>,
  { logits: name, heads, items }: { logits: string; heads: readonly PackageHead[]; items: number },
): Promise<readonly (readonly number[])[]> => {
  const logits = (await session.run(feeds))[name];
  const columns = logits?.dims.length === 2 ? (logits.dims[1] ?? 0) : 0;
  if (logits === undefined || columns < widthOf(heads))
    throw new Error('The model has fewer outputs than its manifest says.');
  const data = logits.data as Float32Array;
  return Array.from({ length: items }, (_, row) =>
    Array.from(data.subarray(row * columns, (row + 1) * columns)),
  );
};
