import { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import type { BlockingScorer, CreateScorer } from '../../src/scoring/blocking-scorer.ts';
import { cleanResponse } from '../../src/scoring/clean-response.ts';
import { type TokenManifest, tokenManifest } from '../../src/scoring/token-manifest.ts';
import { createFitText } from '../../src/scoring/tokens/fit-text.ts';
import { packCalls } from '../../src/scoring/tokens/pack-calls.ts';
import { openTokenizer } from './open-tokenizer.ts';
import { verifyWeights } from './read-package.ts';
import { openSession, runSession } from './run-session.ts';
import { type Ready, scoreInCalls } from './score-in-calls.ts';

/** With padding; attention takes memory by the square of a text's length, so a call holds one long text or several short. */
const TOKENS_PER_CALL = 2048;

const settingsShape = z.object({
  folder: z.string(),
  manifest: tokenManifest,
  executionProvider: z.string(),
  threads: z.number().int().min(1),
});

interface Input extends Ready {
  readonly ids: readonly number[];
}

const padded = (call: readonly Input[], padding: number) => {
  const longest = Math.max(...call.map(({ length }) => length));
  const ids = new BigInt64Array(call.length * longest).fill(BigInt(padding));
  const mask = new BigInt64Array(call.length * longest);
  for (const [row, { ids: own }] of call.entries()) {
    ids.set(own.map(BigInt), row * longest);
    mask.fill(1n, row * longest, row * longest + own.length);
  }
  const size = [call.length, longest];
  return { ids: new Tensor('int64', ids, size), mask: new Tensor('int64', mask, size) };
};

const TOO_LONG = {
  kind: 'unscored',
  reason: 'The prompt alone is longer than what the scorer reads.',
} as const;

const modelInputs = async (folder: string, manifest: TokenManifest) => {
  const fitText = createFitText(manifest, await openTokenizer(folder, manifest.tokenizer));
  return (prompt: string, response: string) => fitText(prompt, cleanResponse(response));
};

/**
 * Runs a packaged model that reads tokens, in a worker thread: `settings` are the package's folder, its manifest and what it
 * runs on.
 */
export const createScorer: CreateScorer = async (settings): Promise<BlockingScorer> => {
  const { folder, manifest, ...on } = settingsShape.parse(settings);
  const { heads, inputs, tokens } = manifest;
  const idsOf = await modelInputs(folder, manifest);
  await verifyWeights(folder, manifest.model);
  const session = await openSession(folder, manifest.model.file, on);
  return scoreInCalls<Input>({
    heads,
    prepare: ({ prompt, response }, place) => {
      const ids = idsOf(prompt, response);
      return ids === undefined ? TOO_LONG : { ...place, ids, length: ids.length };
    },
    share: (ready) => packCalls(ready, TOKENS_PER_CALL),
    run: (call) => {
      const { ids, mask } = padded(call, tokens.padding);
      const feeds = { [inputs.ids]: ids, [inputs.mask]: mask };
      return runSession(session, feeds, { logits: inputs.logits, heads, items: call.length });
    },
  });
};
