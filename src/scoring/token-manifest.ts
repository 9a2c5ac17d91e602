import { z } from 'zod';
import { ask } from '../problem.ts';
import { measuredQuality } from './evaluation/measured.ts';
import { packageHead, parityRule, sha256 } from './package-manifest.ts';

/** A file of the package itself: a name, never a path that leads elsewhere. */
const fileName = z
  .string()
  .regex(/^[\w][\w.-]{0,99}$/, ask('package-file'))
  .refine((name) => !/^(manifest|fetched)\.json$|\.(part|new)$/i.test(name), {
    error: ask('package-own-name'),
  });
const bytes = z.number().int().min(1);
const tokenId = z.number().int().min(0);

const tokenizer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sentencepiece'), file: fileName, sha256 }),
  /** Of Hugging Face; `specialTokens` says whether its own marks of beginning and end are put around. */
  z.object({ kind: z.literal('tokenizer.json'), file: fileName, sha256, specialTokens: z.boolean() }),
]);

const tokens = z
  .object({
    /** Tokens of a whole text at most; a longer response is cut off, never the template or the prompt. */
    longest: z.number().int().min(8),
    /** What is put before and after each text by the scorer itself; `null` for nothing. */
    beginning: tokenId.nullable(),
    end: tokenId.nullable(),
    /** What fills shorter texts on their right. */
    padding: tokenId,
  })
  .readonly();

/** Names of the graph's tensors: int64 `ids` and `mask`, [items, tokens], to float `logits`, [items, outputs]. */
const tokenInputs = z.object({ ids: z.string(), mask: z.string(), logits: z.string() }).readonly();

/** What a scorer's folder says of itself in `manifest.json` when its model reads tokens. */
export const tokenManifest = z
  .object({
    format: z.literal(2),
    name: z.string().min(1),
    triage: z.boolean(),
    licence: z.string().min(1),
    model: z
      .object({
        file: z.literal('model.onnx'),
        sha256,
        /** Files of weights beside it; no limit of 2 GiB. */
        data: z.array(z.object({ file: fileName, bytes, sha256 }).readonly()).readonly(),
        /** What the loaded model takes on the CPU. */
        memoryBytes: bytes,
      })
      .readonly(),
    tokenizer,
    /** The text that the model reads, `{prompt}` and `{response}` in it once each. */
    template: z
      .string()
      .refine((text) => text.split('{prompt}').length === 2 && text.split('{response}').length === 2, {
        error: ask('prompt-and-response'),
      }),
    tokens,
    inputs: tokenInputs,
    heads: z.array(packageHead).min(1).readonly(),
    parity: parityRule,
    provenance: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).readonly(),
    quality: z.object({ evaluation: measuredQuality.nullable() }).readonly(),
  })
  .refine(
    ({ model, tokenizer: { file }, parity }) => {
      // some disks take no notice of capitals
      const names = [model.file, parity.file, file, ...model.data.map((data) => data.file)];
      return new Set(names.map((name) => name.toLowerCase())).size === names.length;
    },
    { path: ['model'], error: ask('package-twins') },
  )
  .readonly();

export type TokenManifest = z.infer<typeof tokenManifest>;
