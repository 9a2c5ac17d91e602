import { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import type { BlockingScorer, CreateScorer } from '../../src/scoring/blocking-scorer.ts';
import { packageManifest } from '../../src/scoring/package-manifest.ts';
import { createHashedNgrams, type Features } from '../../src/scoring/training/hashed-ngrams.ts';
import { openSession, runSession } from './run-session.ts';
import { type Ready, scoreInCalls } from './score-in-calls.ts';

/** Items that one call of the graph takes; they are of about one length, so little is padding. */
const ITEMS_PER_CALL = 32;
const ONE_THREAD = { executionProvider: 'cpu', threads: 1 };

const settingsShape = z.object({ folder: z.string(), manifest: packageManifest });

interface Input extends Ready {
  readonly features: Features;
}

const padded = (call: readonly Input[]) => {
  const longest = Math.max(...call.map(({ length }) => length));
  const indices = new Int32Array(call.length * longest);
  const values = new Float32Array(call.length * longest);
  for (const [row, { features }] of call.entries()) {
    indices.set(features.indices, row * longest);
    values.set(features.values, row * longest);
  }
  const size = [call.length, longest];
  return { indices: new Tensor('int32', indices, size), values: new Tensor('float32', values, size) };
};

const shareByLength = (inputs: readonly Input[]): readonly (readonly Input[])[] => {
  const ordered = [...inputs].sort((one, other) => one.length - other.length);
  const calls = Math.ceil(ordered.length / ITEMS_PER_CALL);
  return Array.from({ length: calls }, (_, call) =>
    ordered.slice(call * ITEMS_PER_CALL, (call + 1) * ITEMS_PER_CALL),
  );
};

/**
 * Runs a packaged model on hashed n-grams, in a worker thread: `settings` are the package's folder and its manifest. The
 * model is loaded by path and tried once before the first batch.
 */
export const createScorer: CreateScorer = async (settings): Promise<BlockingScorer> => {
  const { folder, manifest } = settingsShape.parse(settings);
  const { tokenizer, maxResponseCharacters, heads, inputs } = manifest;
  const session = await openSession(folder, manifest.model.file, ONE_THREAD);
  const featuresOf = createHashedNgrams(tokenizer, maxResponseCharacters);
  const scorer = scoreInCalls<Input>({
    heads,
    prepare: (item, place) => {
      const features = featuresOf(item);
      return { ...place, features, length: features.indices.length };
    },
    share: shareByLength,
    run: (call) => {
      const { indices, values } = padded(call);
      const feeds = { [inputs.indices]: indices, [inputs.values]: values };
      return runSession(session, feeds, { logits: inputs.logits, heads, items: call.length });
    },
  });
  await scorer.score([
    { dimension: heads[0]?.dimension ?? 'Fairness', subcomponent: null, prompt: '?', response: '?' },
  ]);
  return scorer;
};
