import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import type { ScoreItem, Verdict } from '../../src/ports/scorer.ts';
import type { BlockingScorer, CreateScorer } from '../../src/scoring/blocking-scorer.ts';
import { cleanResponse } from '../../src/scoring/clean-response.ts';
import {
  type PackageHead,
  type PackageManifest,
  packageManifest,
} from '../../src/scoring/package-manifest.ts';
import { createHashedNgrams, type Features } from '../../src/scoring/training/hashed-ngrams.ts';
import { headFor, likeliestLabel, probabilitiesOf, widthOf } from '../../src/scoring/training/label-heads.ts';

/** Items that one call of the graph takes; they are of about one length, so little is padding. */
const ITEMS_PER_CALL = 32;

const settingsShape = z.object({ folder: z.string(), manifest: packageManifest });

interface Ready {
  readonly at: number;
  readonly head: PackageHead;
  readonly features: Features;
}

const padded = (chunk: readonly Ready[]) => {
  const longest = Math.max(...chunk.map(({ features }) => features.indices.length));
  const indices = new Int32Array(chunk.length * longest);
  const values = new Float32Array(chunk.length * longest);
  for (const [row, { features }] of chunk.entries()) {
    indices.set(features.indices, row * longest);
    values.set(features.values, row * longest);
  }
  const size = [chunk.length, longest];
  return { indices: new Tensor('int32', indices, size), values: new Tensor('float32', values, size) };
};

const chunksByLength = (ready: readonly Ready[]): readonly (readonly Ready[])[] => {
  const ordered = [...ready].sort(
    (one, other) => one.features.indices.length - other.features.indices.length,
  );
  const calls = Math.ceil(ordered.length / ITEMS_PER_CALL);
  return Array.from({ length: calls }, (_, call) =>
    ordered.slice(call * ITEMS_PER_CALL, (call + 1) * ITEMS_PER_CALL),
  );
};

const createRun = (session: InferenceSession, { inputs, heads }: PackageManifest) => {
  const width = widthOf(heads);
  return async (chunk: readonly Ready[]): Promise<readonly (readonly number[])[]> => {
    const { indices, values } = padded(chunk);
    const outputs = await session.run({ [inputs.indices]: indices, [inputs.values]: values });
    const logits = outputs[inputs.logits];
    const columns = logits?.dims[1] ?? 0;
    if (logits === undefined || columns < width)
      throw new Error('The model has fewer outputs than its manifest says.');
    const data = logits.data as Float32Array;
    return chunk.map((_, row) => Array.from(data.subarray(row * columns, (row + 1) * columns)));
  };
};

const verdictOf = ({ labels, offset, temperature }: PackageHead, logits: readonly number[]): Verdict => {
  const own = logits.slice(offset, offset + labels.length);
  if (!own.every(Number.isFinite)) return { kind: 'unscored', reason: 'The model gave no number.' };
  const probabilities = probabilitiesOf(labels, own, temperature);
  return { kind: 'label', label: likeliestLabel(probabilities), probabilities };
};

const prepare = (manifest: PackageManifest) => {
  const featuresOf = createHashedNgrams(manifest.tokenizer, manifest.maxResponseCharacters);
  return (item: ScoreItem, at: number): Ready | Verdict => {
    if (cleanResponse(item.response) === '') return { kind: 'unscored', reason: 'The response is empty.' };
    const head = headFor(manifest.heads, item);
    if (head === undefined)
      return { kind: 'unscored', reason: `The scorer does not know ${item.dimension}.` };
    return { at, head, features: featuresOf(item) };
  };
};

const open = async (folder: string, file: string): Promise<InferenceSession> =>
  InferenceSession.create(join(folder, file), { intraOpNumThreads: 1, interOpNumThreads: 1 });

/**
 * Runs a packaged model, in a worker thread: `settings` are the package's folder and its manifest. The model is loaded
 * by path and tried once before the first batch.
 */
export const createScorer: CreateScorer = async (settings): Promise<BlockingScorer> => {
  const { folder, manifest } = settingsShape.parse(settings);
  const run = createRun(await open(folder, manifest.model.file), manifest);
  const ready = prepare(manifest);
  const score = async (items: readonly ScoreItem[]): Promise<readonly Verdict[]> => {
    const verdicts = items.map(ready);
    const waiting = verdicts.filter((each): each is Ready => !('kind' in each));
    const answers = new Map<number, Verdict>();
    for (const chunk of chunksByLength(waiting)) {
      const logits = await run(chunk);
      for (const [row, { at, head }] of chunk.entries()) answers.set(at, verdictOf(head, logits[row] ?? []));
    }
    return verdicts.map((each, at) =>
      'kind' in each ? each : (answers.get(at) ?? { kind: 'unscored', reason: 'The model gave no answer.' }),
    );
  };
  await score([
    { dimension: manifest.heads[0]?.dimension ?? 'Fairness', subcomponent: null, prompt: '?', response: '?' },
  ]);
  return { score };
};
