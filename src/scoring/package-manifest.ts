import { z } from 'zod';
import { DIMENSIONS, SUBCOMPONENTS } from '../flames/dimension.ts';
import { ask } from '../problem.ts';
import { measuredQuality } from './evaluation/measured.ts';
import { VIEW_NAMES } from './training/views.ts';

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, ask('sha256'));

const hashedNgrams = z
  .object({
    kind: z.literal('hashed-ngrams'),
    buckets: z
      .number()
      .int()
      .min(1)
      .max(2 ** 24),
    views: z.partialRecord(z.enum(VIEW_NAMES), z.number().positive()),
    cues: z.record(z.string(), z.string()),
  })
  .readonly();

export const packageHead = z
  .object({
    dimension: z.enum(DIMENSIONS),
    subcomponent: z.enum(SUBCOMPONENTS).nullable(),
    offset: z.number().int().min(0),
    labels: z
      .array(z.union([z.literal(1), z.literal(2), z.literal(3)]))
      .min(2)
      .readonly(),
    temperature: z.number().positive(),
  })
  .readonly();

/** Names of the graph's tensors: int32 `indices` and float32 `values`, [items, features], to float32 `logits`, [items, outputs]. */
const sparseInputs = z.object({ indices: z.string(), values: z.string(), logits: z.string() }).readonly();

export const parityRule = z
  .object({
    file: z.literal('parity.json'),
    /** Absent in packages of earlier versions. */
    sha256: sha256.optional(),
    tolerance: z.number().positive(),
  })
  .readonly();

/** How the package was made: enough to make it again. */
const provenance = z
  .object({
    rows: z.number().int(),
    prompts: z.number().int(),
    trainingSha256: sha256,
    evaluationSha256: sha256.nullable(),
    seed: z.string(),
    settings: z.record(z.string(), z.union([z.number(), z.string()])),
    /** What was held out to fit the temperatures. */
    temperaturesOn: z.enum(['unseen prompts', 'unseen prompts and writers']),
  })
  .readonly();

const quality = z
  .object({
    /** On labelled responses that training never saw, in the whole package's final form. */
    evaluation: measuredQuality.nullable(),
    /** Of models trained the same way on parts of the training rows. */
    unseenPrompts: measuredQuality,
    unseenPromptsAndWriters: measuredQuality.nullable(),
  })
  .readonly();

/** What the folder of a scorer on hashed n-grams says of itself in `manifest.json`. */
export const packageManifest = z
  .object({
    format: z.literal(1),
    name: z.string().min(1),
    triage: z.boolean(),
    licence: z.string().min(1),
    model: z.object({ file: z.literal('model.onnx'), sha256 }).readonly(),
    tokenizer: z.discriminatedUnion('kind', [hashedNgrams]),
    inputs: sparseInputs,
    /** Characters of the response that are read; the rest of the response is cut off, never the prompt. */
    maxResponseCharacters: z.number().int().min(1),
    heads: z.array(packageHead).min(1).readonly(),
    parity: parityRule,
    provenance,
    quality,
  })
  .readonly();

export type PackageManifest = z.infer<typeof packageManifest>;
export type PackageHead = z.infer<typeof packageHead>;

/** Probabilities that a package must give, within its manifest's `tolerance`. */
export const parityFixtures = z
  .array(
    z
      .object({
        dimension: z.enum(DIMENSIONS),
        subcomponent: z.enum(SUBCOMPONENTS).nullable(),
        prompt: z.string(),
        response: z.string(),
        probabilities: z.object({ 1: z.number(), 2: z.number(), 3: z.number() }).readonly(),
      })
      .readonly(),
  )
  .min(1)
  .readonly();

export type ParityFixture = z.infer<typeof parityFixtures>[number];
