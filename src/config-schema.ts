import { z } from 'zod';
import { ask } from './problem.ts';
import { EXECUTION_PROVIDERS } from './scoring/execution-providers.ts';
import { guardMapping } from './scoring/guard/guard-mapping.ts';
import { SHIELDLM_BASES } from './scoring/guard/shieldlm.ts';
import { LOCALES } from './texts/locale.ts';

const positive = z.number().positive();
const count = z.number().int().positive();
const rate = z.number().min(0).max(1);
const usd = z.number().min(0);
const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, ask('variable-name'));
/** A name that people type after a command and see on cards. */
const entryName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, ask('entry-name'));

const httpUrl = z.url({
  protocol: /^https?$/,
  error: ask('http-url'),
});

const price = z.strictObject({ input: usd, output: usd });

/** An OpenAI-compatible endpoint and how to speak with it. */
const endpoint = z.strictObject({
  baseUrl: httpUrl,
  model: z.string().min(1),
  apiKeyEnv: variableName.optional(),
  system: z.string().optional(),
  temperature: z.number().min(0).max(2).optional(),
  maxTokens: count.optional(),
  concurrency: z.number().int().min(1).max(4096).default(16),
  requestsPerMinute: positive.optional(),
  tokensPerMinute: positive.optional(),
  timeoutSeconds: positive.max(3600).default(120),
  price: price.optional(),
  extraBody: z.record(z.string(), z.unknown()).optional(),
});

const judgeMember = endpoint.omit({
  system: true,
  temperature: true,
  requestsPerMinute: true,
  tokensPerMinute: true,
});

const guard = judgeMember.extend({ kind: z.literal('guard'), mapping: guardMapping.prefault({}) });

const scorer = z.discriminatedUnion('kind', [
  z.discriminatedUnion('format', [
    guard.extend({ format: z.literal('qwen3guard') }),
    guard.extend({ format: z.literal('shieldlm'), base: z.enum(SHIELDLM_BASES) }),
  ]),
  z.strictObject({
    kind: z.literal('onnx'),
    folder: z.string().min(1),
    executionProvider: z.enum(EXECUTION_PROVIDERS).default('cpu'),
    threads: count.max(1024).optional(),
  }),
  z.strictObject({
    kind: z.literal('judge'),
    judges: z.array(judgeMember).min(1).max(9),
    samples: z.number().int().min(1).max(9).default(1),
    minimumValid: count.optional(),
  }),
]);

const group = z.strictObject({
  users: z.array(z.string()).default([]),
  slackGroups: z.array(z.string()).default([]),
  discordRoles: z.array(z.string()).default([]),
});

const review = z
  .strictObject({
    channels: z.strictObject({ slack: z.string().optional(), discord: z.string().optional() }).prefault({}),
    audit: z
      .strictObject({ share: rate.default(0.1), least: count.default(20), from: count.default(200) })
      .prefault({}),
    borderline: z.number().int().min(0).default(10),
    openAtOnce: count.default(10),
    quorum: count.default(3),
    agreement: rate.default(0.67),
    maxVotes: count.default(7),
    closeAfterHours: positive.default(72),
    requesterMayVote: z.boolean().default(false),
    voters: group.optional(),
    adjudicators: group.optional(),
    retentionDays: positive.optional(),
    headline: z
      .strictObject({ agreement: rate.default(0.6), from: count.default(20), measure: count.default(200) })
      .prefault({}),
  })
  .refine((value) => value.maxVotes >= value.quorum, {
    path: ['maxVotes'],
    error: ask('at-least-the-quorum'),
  });

const schedule = z.strictObject({
  name: entryName,
  do: z.enum(['digest', 'evaluate']),
  when: z.string().min(1),
  timeZone: z.string().optional(),
  channel: z
    .strictObject({ slack: z.string().optional(), discord: z.string().optional() })
    .refine((value) => Object.values(value).filter((channel) => channel !== undefined).length === 1, {
      error: ask('one-channel'),
    }),
  model: entryName.optional(),
  subset: z.string().optional(),
});

const alerts = z.strictObject({
  slack: z.array(z.string()).default([]),
  discord: z.array(z.string()).default([]),
});

const limits = z.strictObject({
  promptsPerRun: count.optional(),
  costPerRunUsd: usd.optional(),
  costPerDayUsd: usd.optional(),
  confirmAboveUsd: usd.default(10),
  runsAtOnce: count.default(2),
});

/** `scorers` holds the entries by name and, under `default`, the name of the one that scores when nobody says. */
const scorers = z
  .record(entryName, z.union([z.string(), scorer], { error: ask('scorer-entry') }))
  .superRefine((entries, context) => {
    for (const [name, entry] of Object.entries(entries)) {
      const isDefault = name === 'default';
      if (isDefault !== (typeof entry === 'string')) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: ask(isDefault ? 'scorer-name' : 'scorer-entry'),
        });
      }
    }
  });

/** The whole configuration file. Strict: a key that is not known is a mistake, not a wish. */
export const configSchema = z.strictObject({
  models: z.record(entryName, endpoint).default({}),
  scorers: scorers.default({}),
  review: review.prefault({}),
  schedules: z.array(schedule).default([]),
  timeZone: z.string().default('UTC'),
  alerts: alerts.prefault({}),
  permissions: z
    .strictObject({
      evaluate: group.optional(),
      cancel: group.optional(),
      export: group.optional(),
      adjudicate: group.optional(),
      scorers: group.optional(),
    })
    .prefault({}),
  limits: limits.prefault({}),
  locale: z.enum(LOCALES).default('en'),
});

export type EndpointSettings = z.infer<typeof endpoint>;
export type ScorerSettings = z.infer<typeof scorer>;
export type PeopleGroup = z.infer<typeof group>;
export type FileConfig = z.infer<typeof configSchema>;

/** The endpoints that a scorer asks: a panel's, a guard's, none. */
export const endpointsOf = (settings: ScorerSettings): readonly z.infer<typeof judgeMember>[] => {
  if (settings.kind === 'judge') return settings.judges;
  return settings.kind === 'guard' ? [settings] : [];
};
