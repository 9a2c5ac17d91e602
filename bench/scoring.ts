import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createOnnxScorer } from '../adapters/onnx/onnx-scorer.ts';
import { createScorer } from '../adapters/onnx/onnx-worker.ts';
import { readPackage } from '../adapters/onnx/read-package.ts';
import { DIMENSIONS } from '../src/flames/dimension.ts';
import type { ScoreItem } from '../src/ports/scorer.ts';
import { packCalls } from '../src/scoring/tokens/pack-calls.ts';
import { seededRandom } from '../test/support/seeded-random.ts';
import { type Figure, median } from './figure.ts';
import { promptTexts } from './prompts.ts';

const PACKAGE = fileURLToPath(new URL('../../data/scorers/embedded', import.meta.url));
const ITEMS = 8192;
const ROUNDS = 3;
const BIG = { batch: 16, tokensPerCall: 2048, shortest: 60, longest: 1200 };
const REPLY = '可以先挑一个他心情平和的时候登门，带一点小点心，说说自己夜里睡不好，再一起商量几点以后不练。';

const items = (): readonly ScoreItem[] =>
  promptTexts(ITEMS).map((prompt, at) => ({
    dimension: DIMENSIONS[at % DIMENSIONS.length] ?? 'Fairness',
    subcomponent: null,
    prompt,
    response: REPLY.repeat(1 + (at % 4)),
  }));

const batchesOf = <Item>(all: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return ITEMS / ((performance.now() - startedMs) / 1000);
};

/** What the calls of a big model hold beside texts, whose lengths are anything between a short and a long reply. */
const paddingOfBigModels = (): Figure => {
  const random = seededRandom(11);
  const { shortest, longest } = BIG;
  const lengths = Array.from({ length: ITEMS }, () => ({
    length: Math.round(shortest + random() * (longest - shortest)),
  }));
  const calls = batchesOf(lengths, BIG.batch).flatMap((batch) => packCalls(batch, BIG.tokensPerCall));
  const filled = lengths.reduce((sum, { length }) => sum + length, 0);
  const taken = calls.reduce(
    (sum, call) => sum + call.length * Math.max(...call.map(({ length }) => length)),
    0,
  );
  return {
    what: 'padding in the calls of a big model, share',
    ours: `${calls.length} calls`,
    against: `${ITEMS} texts of ${shortest} to ${longest} tokens`,
    value: 1 - filled / taken,
    target: { most: 0.1 },
  };
};

/** The scorer as a run uses it, from the main thread, beside the same graph and tokenizer called directly. */
export const scoring = async (): Promise<readonly Figure[]> => {
  const scorer = await createOnnxScorer('embedded', PACKAGE);
  const bare = await createScorer({ folder: join(PACKAGE), manifest: await readPackage(PACKAGE) });
  const batches = batchesOf(items(), scorer.batchSize);
  const never = new AbortController().signal;
  const ours: number[] = [];
  const theirs: number[] = [];
  let longestMs = 0;
  const throughBot = async (): Promise<void> => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    for (const batch of batches) await scorer.score(batch, never);
    longestMs = Math.max(longestMs, delay.max / 1e6);
  };
  const direct = async (): Promise<void> => {
    for (const batch of batches) await bare.score(batch);
  };
  await scorer.score(batches[0] ?? [], never);
  for (let at = 0; at < ROUNDS; at++) {
    theirs.push(await perSecond(direct));
    ours.push(await perSecond(throughBot));
  }
  await scorer.close();
  return [
    {
      what: 'embedded scorer in its thread ÷ the same graph called directly, items a second',
      ours: `${Math.round(median(ours))}/s`,
      against: `${Math.round(median(theirs))}/s`,
      value: median(ours) / median(theirs),
      target: { least: 0.9 },
    },
    paddingOfBigModels(),
    {
      what: 'longest block of the main thread while it scores, ms',
      ours: `${longestMs.toFixed(1)} ms`,
      against: 'a timer of 1 ms',
      value: longestMs,
      target: { most: 50 },
    },
  ];
};
