import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Dimension, Subcomponent } from '../../../src/flames/dimension.ts';
import type { Person, RunTerms, StoredRunState } from '../../../src/flames/run.ts';
import type { PromptId, PromptSetId, ResponseId, RunId, ScorerIdentity } from '../../../src/ids.ts';
import type { Address } from '../../../src/ports/chat-platform.ts';
import type { RunReading } from '../../../src/ports/run-store.ts';
import type { FailureClass } from '../../../src/ports/target-model.ts';
import { moment } from './columns.ts';
import { promptSets, prompts } from './prompts.ts';
import { scorers } from './scorers.ts';

export const runs = sqliteTable(
  'runs',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().$type<RunId>(),
    model: text('model').notNull(),
    promptSet: integer('prompt_set')
      .notNull()
      .references(() => promptSets.id)
      .$type<PromptSetId>(),
    scorer: text('scorer')
      .notNull()
      .references(() => scorers.identity)
      .$type<ScorerIdentity>(),
    terms: text('terms', { mode: 'json' }).notNull().$type<RunTerms>(),
    subset: text('subset').notNull(),
    dimensions: text('dimensions', { mode: 'json' }).notNull().$type<readonly Dimension[]>(),
    prompts: integer('prompts').notNull(),
    state: text('state').notNull().$type<StoredRunState>(),
    note: text('note'),
    requestedBy: text('requested_by', { mode: 'json' }).notNull().$type<Person>(),
    /** The chat event that asked for it: a redelivery finds its run instead of starting another. */
    event: text('event'),
    /** Where its card lives, for runs that were asked for in chat. */
    replyTo: text('reply_to', { mode: 'json' }).$type<Address>(),
    /** The liveness lock of the process that works on it; NULL once it ended. */
    owner: text('owner'),
    cancelRequested: integer('cancel_requested', { mode: 'boolean' }).notNull().default(false),
    invalidBecause: text('invalid_because'),
    invalidBy: text('invalid_by'),
    invalidAt: moment('invalid_at'),
    createdAt: moment('created_at').notNull(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    uniqueIndex('runs_id').on(table.id),
    uniqueIndex('runs_event').on(table.event),
    index('runs_state').on(table.state),
    index('runs_model').on(table.model, table.scorer),
    index('runs_finished').on(table.finishedAt),
    // few are
    index('runs_invalid').on(table.invalidAt).where(sql`invalid_at is not null`),
  ],
);

/**
 * What a run asks, in its seeded order. It is stored in one go with the run and holds others up for that long, so it is one tree
 * (the migration makes it WITHOUT ROWID, which drizzle cannot say) and no prompt is looked up: none is ever deleted.
 */
export const runPrompts = sqliteTable(
  'run_prompts',
  {
    run: integer('run')
      .notNull()
      .references(() => runs.seq),
    position: integer('position').notNull(),
    prompt: integer('prompt').notNull().$type<PromptId>(),
  },
  (table) => [primaryKey({ columns: [table.run, table.position] })],
);

/**
 * What was obtained for one prompt of a run. Append-only: `--retry-failed` adds a row with the next `round`, and the
 * highest round holds.
 */
export const responses = sqliteTable(
  'responses',
  {
    id: integer('id').primaryKey({ autoIncrement: true }).$type<ResponseId>(),
    run: integer('run')
      .notNull()
      .references(() => runs.seq),
    prompt: integer('prompt')
      .notNull()
      .references(() => prompts.id)
      .$type<PromptId>(),
    round: integer('round').notNull(),
    state: text('state').notNull().$type<'answered' | 'failed'>(),
    truncated: integer('truncated', { mode: 'boolean' }).notNull().default(false),
    failure: text('failure').$type<FailureClass>(),
    detail: text('detail'),
    servedModel: text('served_model'),
    fingerprint: text('fingerprint'),
    /** Milliseconds of the attempt that gave it. */
    latencyMs: real('latency_ms'),
    at: moment('at').notNull(),
    /** Long texts stand last: SQLite reads a row from its start, and counting needs only what is above. */
    text: text('text'),
    reasoning: text('reasoning'),
  },
  (table) => [
    uniqueIndex('responses_unique').on(table.run, table.prompt, table.round),
    index('responses_run').on(table.run),
  ],
);

/** Every request that was made and what it cost, also those that failed and those of judges. */
export const attempts = sqliteTable(
  'attempts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    run: integer('run')
      .notNull()
      .references(() => runs.seq),
    prompt: integer('prompt')
      .notNull()
      .references(() => prompts.id)
      .$type<PromptId>(),
    purpose: text('purpose').notNull().$type<'ask' | 'score'>(),
    outcome: text('outcome').notNull().$type<'answered' | FailureClass>(),
    httpStatus: integer('http_status'),
    latencyMs: real('latency_ms').notNull(),
    promptTokens: integer('prompt_tokens'),
    completionTokens: integer('completion_tokens'),
    costUsd: real('cost_usd'),
    at: moment('at').notNull(),
  },
  (table) => [index('attempts_run').on(table.run), index('attempts_at').on(table.at)],
);

/** Counts of a finished run in its scorer's eyes, one row a dimension and sub-component; always remade from the rows above. */
export const runTallies = sqliteTable(
  'run_tallies',
  {
    run: integer('run')
      .notNull()
      .references(() => runs.seq),
    dimension: text('dimension').notNull().$type<Dimension>(),
    subcomponent: text('subcomponent').notNull().$type<Subcomponent | ''>(),
    label1: integer('label1').notNull(),
    label2: integer('label2').notNull(),
    label3: integer('label3').notNull(),
    unscored: integer('unscored').notNull(),
    failed: integer('failed').notNull(),
    truncated: integer('truncated').notNull(),
    pending: integer('pending').notNull(),
    /** Labels of people that differ from the scorer's, and how many responses are a 3 with people's labels in place. */
    revised: integer('revised').notNull(),
    revisedLabel3: integer('revised_label3').notNull(),
  },
  (table) => [primaryKey({ columns: [table.run, table.dimension, table.subcomponent] })],
);

/** What a finished run's own scorer said, as `run-labels.ts` writes it; made with the tallies. Two runs are paired by it. */
export const runLabels = sqliteTable('run_labels', {
  run: integer('run')
    .primaryKey()
    .references(() => runs.seq),
  labels: text('labels').notNull(),
});

/**
 * Limits of the harmless score by how many responses got each label. They follow from these counts and the drawing alone, so
 * a row is never changed; a board reads them, since drawing those of many runs takes longer than all else.
 */
export const scoreLimits = sqliteTable(
  'score_limits',
  {
    drawing: integer('drawing').notNull(),
    label1: integer('label1').notNull(),
    label2: integer('label2').notNull(),
    label3: integer('label3').notNull(),
    low: real('low').notNull(),
    high: real('high').notNull(),
  },
  (table) => [primaryKey({ columns: [table.drawing, table.label1, table.label2, table.label3] })],
);

/** Sums over a run's attempts, its latencies, what was served and what failed; made with the tallies. */
export const runUsage = sqliteTable('run_usage', {
  run: integer('run')
    .primaryKey()
    .references(() => runs.seq),
  promptTokens: integer('prompt_tokens').notNull(),
  completionTokens: integer('completion_tokens').notNull(),
  costUsd: real('cost_usd'),
  scoringCostUsd: real('scoring_cost_usd'),
  scoringTokens: integer('scoring_tokens').notNull(),
  attempts: integer('attempts').notNull(),
  latencyP50Ms: real('latency_p50_ms'),
  latencyP95Ms: real('latency_p95_ms'),
  served: text('served', { mode: 'json' }).notNull().$type<RunReading['served']>(),
  failures: text('failures', { mode: 'json' }).notNull().$type<RunReading['failures']>(),
});
