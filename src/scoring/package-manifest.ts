import { z } from 'zod';
import { DIMENSIONS, SUBCOMPONENTS } from '../flames/dimension.ts';
import type { ScorerIdentity } from '../ids.ts';
import type { ScorerDescription, ScorerQuality } from '../ports/scorer.ts';
import { type MeasuredQuality, measuredQuality } from './evaluation/measured.ts';
import { scorerIdentity } from './identity.ts';
import { VIEW_NAMES } from './training/views.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a sha256');

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

const head = z
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

const parity = z.object({ file: z.literal('parity.json'), tolerance: z.number().positive() }).readonly();

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

/** What a scorer's folder says of itself in `manifest.json`. */
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
    heads: z.array(head).min(1).readonly(),
    parity,
    provenance,
    quality,
  })
  .readonly();

export type PackageManifest = z.infer<typeof packageManifest>;
export type PackageHead = z.infer<typeof head>;

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

/** Hash of everything that decides a label: weights, tokenizer, truncation, heads with their temperatures. */
const packageIdentity = ({
  model,
  tokenizer,
  inputs,
  maxResponseCharacters,
  heads,
}: PackageManifest): ScorerIdentity =>
  scorerIdentity({
    model: model.sha256,
    tokenizer: { ...tokenizer, views: { ...tokenizer.views } },
    inputs,
    maxResponseCharacters,
    heads: heads.map((each) => ({ ...each })),
  });

const summarise = (measured: MeasuredQuality | null, on: string): ScorerQuality | undefined => {
  if (!measured || measured.accuracy === null || measured.macroF1 === null) return undefined;
  const { accuracy, macroF1, ci95, n, unscored } = measured;
  if (ci95.accuracy === null) return undefined;
  const limits = ci95.macroF1 === null ? {} : { macroF1Ci95: ci95.macroF1 };
  return { accuracy, accuracyCi95: ci95.accuracy, macroF1, ...limits, n: n - unscored, on };
};

/** What cards say of a packaged scorer; `name` is what the configuration calls it. */
export const describePackage = (manifest: PackageManifest, name: string): ScorerDescription => {
  const { evaluation, unseenPromptsAndWriters, unseenPrompts } = manifest.quality;
  const quality =
    summarise(evaluation, 'labelled responses that it never saw') ??
    summarise(unseenPromptsAndWriters, 'cross-validation, unseen prompts and writers') ??
    summarise(unseenPrompts, 'cross-validation, unseen prompts');
  return {
    name,
    kind: 'onnx',
    identity: packageIdentity(manifest),
    triage: manifest.triage,
    ...(quality === undefined ? {} : { quality }),
  };
};
