import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DIMENSIONS, type Subcomponent } from '../../src/flames/dimension.ts';
import type { RunId, ScorerIdentity } from '../../src/ids.ts';
import type { ScoreItem, Verdict } from '../../src/ports/scorer.ts';

/** Raised when bots and workers of two versions could misunderstand each other. */
const FORMAT = 1;

/** Begins every key in Redis. */
export const PREFIX = 'flames';

/** Every identity has a queue of its own: a worker sees only batches that it may label. */
export const queueName = (identity: ScorerIdentity): string => `score-${identity}`;

const item = z.strictObject({
  dimension: z.enum(DIMENSIONS),
  subcomponent: z
    .string()
    .transform((name) => name as Subcomponent)
    .nullable(),
  prompt: z.string(),
  response: z.string(),
});

const scoreJob = z.strictObject({
  format: z.literal(FORMAT),
  run: z.string().transform((id) => id as RunId),
  identity: z.string().transform((id) => id as ScorerIdentity),
  items: z.array(item).min(1),
});

/** One batch, as it lies in Redis. */
export type ScoreJob = z.infer<typeof scoreJob>;

const label = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const rate = z.number().min(0).max(1);
const cost = z.strictObject({
  promptTokens: z.number(),
  completionTokens: z.number(),
  costUsd: z.number().nullable(),
});
const shared = { evidence: z.unknown().optional(), cost: cost.optional() };
const verdict = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('label'),
    label,
    probabilities: z.strictObject({ 1: rate, 2: rate, 3: rate }).optional(),
    ...shared,
  }),
  z.strictObject({ kind: z.literal('unscored'), reason: z.string(), ...shared }),
]);

const scoreOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scored'), verdicts: z.array(verdict) }),
  /** The worker may not label this batch; nothing was scored. */
  z.strictObject({ kind: z.literal('refused'), reason: z.string() }),
  /** The scorer itself broke. */
  z.strictObject({ kind: z.literal('broken'), reason: z.string() }),
]);

/** What a worker says of one batch. */
export type ScoreOutcome =
  | { readonly kind: 'scored'; readonly verdicts: readonly Verdict[] }
  | { readonly kind: 'refused' | 'broken'; readonly reason: string };

export const aScoreJob = (run: RunId, identity: ScorerIdentity, items: readonly ScoreItem[]): ScoreJob => ({
  format: FORMAT,
  run,
  identity,
  items: [...items],
});

/**
 * The same batch of the same run has the same id, so that giving it again is no second batch: 128 bits of SHA-256 over all
 * that it holds.
 */
export const jobId = (job: ScoreJob): string =>
  `${job.run}-${createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 32)}`;

/** Undefined for what a bot of another version, or nobody of ours, put there. */
export const readJob = (data: unknown): ScoreJob | undefined => scoreJob.safeParse(data).data;

/** Undefined for what a worker of another version, or nobody of ours, put there. */
export const readOutcome = (value: unknown): ScoreOutcome | undefined =>
  scoreOutcome.safeParse(value).data as ScoreOutcome | undefined;
