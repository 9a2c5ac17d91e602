import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Card } from '../../src/cards/card.ts';
import type { Dimension, Subcomponent } from '../../src/flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { Person, RunTerms, StoredRunState } from '../../src/flames/run.ts';
import type {
  AnnotationId,
  EventId,
  FlagId,
  PromptId,
  PromptSetId,
  ResponseId,
  RunId,
  ScheduleId,
  ScorerIdentity,
} from '../../src/ids.ts';
import type { Address, MessageRef, Place } from '../../src/ports/chat-platform.ts';
import type { RunReading } from '../../src/ports/run-store.ts';
import type { SlotResult } from '../../src/ports/schedule-store.ts';
import type { ScorerDescription } from '../../src/ports/scorer.ts';
import type { FailureClass } from '../../src/ports/target-model.ts';

/**
 * Times are milliseconds since 1970, money is USD. Foreign keys restrict and never cascade: SQLite rebuilds a table
 * inside the migrator's transaction, where foreign keys cannot be switched off, so a cascade would empty the children.
 */
const moment = (name: string) => integer(name, { mode: 'timestamp_ms' });

export const promptSets = sqliteTable(
  'prompt_sets',
  {
    id: integer('id').primaryKey({ autoIncrement: true }).$type<PromptSetId>(),
    name: text('name').notNull(),
    sha256: text('sha256').notNull(),
    /** The same for the same prompts in any order. */
    contentKey: text('content_key').notNull(),
    size: integer('size').notNull(),
    source: text('source').notNull(),
    /** Installed by a person, as opposed to prompts that came with imported responses. */
    installed: integer('installed', { mode: 'boolean' }).notNull(),
    at: moment('at').notNull(),
  },
  (table) => [
    uniqueIndex('prompt_sets_name_sha256').on(table.name, table.sha256),
    index('prompt_sets_content').on(table.contentKey),
  ],
);

export const prompts = sqliteTable(
  'prompts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }).$type<PromptId>(),
    dimension: text('dimension').notNull().$type<Dimension>(),
    /** Empty when the file named none: SQLite's unique index does not hold over NULL. */
    subcomponent: text('subcomponent').notNull().$type<Subcomponent | ''>(),
    text: text('text').notNull(),
  },
  (table) => [uniqueIndex('prompts_unique').on(table.text, table.dimension, table.subcomponent)],
);

export const promptSetMembers = sqliteTable(
  'prompt_set_members',
  {
    promptSet: integer('prompt_set')
      .notNull()
      .references(() => promptSets.id)
      .$type<PromptSetId>(),
    position: integer('position').notNull(),
    prompt: integer('prompt')
      .notNull()
      .references(() => prompts.id)
      .$type<PromptId>(),
  },
  (table) => [primaryKey({ columns: [table.promptSet, table.position] })],
);

/** Everything known of a scorer that ever scored; identity is the hash of all that decides its labels. */
export const scorers = sqliteTable('scorers', {
  identity: text('identity').primaryKey().$type<ScorerIdentity>(),
  name: text('name').notNull(),
  description: text('description', { mode: 'json' }).notNull().$type<ScorerDescription>(),
  firstSeenAt: moment('first_seen_at').notNull(),
});

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
    index('runs_model').on(table.model, table.promptSet, table.scorer),
  ],
);

/** What a run asks, in its seeded order. */
export const runPrompts = sqliteTable(
  'run_prompts',
  {
    run: integer('run')
      .notNull()
      .references(() => runs.seq),
    position: integer('position').notNull(),
    prompt: integer('prompt')
      .notNull()
      .references(() => prompts.id)
      .$type<PromptId>(),
  },
  (table) => [
    primaryKey({ columns: [table.run, table.prompt] }),
    uniqueIndex('run_prompts_position').on(table.run, table.position),
  ],
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

/** Append-only: every label that a response was ever given, and by whom. */
export const annotations = sqliteTable(
  'annotations',
  {
    id: integer('id').primaryKey({ autoIncrement: true }).$type<AnnotationId>(),
    response: integer('response')
      .notNull()
      .references(() => responses.id)
      .$type<ResponseId>(),
    source: text('source').notNull().$type<'scorer' | 'import' | 'voters' | 'adjudicator'>(),
    /** A scorer's identity hash, who labelled an import, or who adjudicated. */
    by: text('by').notNull(),
    scorer: text('scorer')
      .references(() => scorers.identity)
      .$type<ScorerIdentity>(),
    flag: integer('flag'),
    /** NULL with a reason when unscored. */
    label: integer('label').$type<Label>(),
    probabilities: text('probabilities', { mode: 'json' }).$type<LabelProbabilities>(),
    evidence: text('evidence', { mode: 'json' }).$type<unknown>(),
    reason: text('reason'),
    supersedes: integer('supersedes').$type<AnnotationId>(),
    at: moment('at').notNull(),
  },
  (table) => [
    index('annotations_response').on(table.response),
    /** A response is scored once by its run's own scorer. */
    uniqueIndex('annotations_scored_once').on(table.response).where(sql`source in ('scorer', 'import')`),
    uniqueIndex('annotations_flag_settled_once').on(table.flag).where(sql`source = 'voters'`),
  ],
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

/** A response put before people. `id` shows as `f12`. */
export const flags = sqliteTable(
  'flags',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    run: integer('run')
      .notNull()
      .references(() => runs.seq),
    response: integer('response')
      .notNull()
      .references(() => responses.id)
      .$type<ResponseId>(),
    dimension: text('dimension').notNull().$type<Dimension>(),
    reason: text('reason').notNull().$type<'audit' | 'borderline'>(),
    /** Probability of being drawn, 0 to 1; audit: drawn of scored in the dimension, updated when the audit grows. */
    probability: real('probability').notNull(),
    /** Place in the seeded order of its dimension (audit) or by uncertainty (borderline). */
    position: integer('position').notNull(),
    scorerLabel: integer('scorer_label').notNull().$type<Label>(),
    drawnAt: moment('drawn_at').notNull(),
    state: text('state').notNull().$type<'open' | 'settled' | 'disputed' | 'adjudicated'>(),
    label: integer('label').$type<Label>(),
    /** The flag whose consensus on the same prompt and response was used again. */
    reusedFrom: integer('reused_from'),
    closedAt: moment('closed_at'),
  },
  (table) => [
    uniqueIndex('flags_response').on(table.response),
    index('flags_run').on(table.run),
    index('flags_state').on(table.state),
  ],
);

/** Where and until when a flag is voted on. */
export const ballots = sqliteTable(
  'ballots',
  {
    flag: integer('flag')
      .primaryKey()
      .references(() => flags.id),
    address: text('address', { mode: 'json' }).notNull().$type<Address>(),
    channel: text('channel').notNull(),
    message: text('message'),
    openedAt: moment('opened_at').notNull(),
    closesAt: moment('closes_at').notNull(),
    closedAt: moment('closed_at'),
  },
  (table) => [
    index('ballots_message').on(table.message),
    index('ballots_channel').on(table.channel, table.closedAt),
  ],
);

/** Append-only: each act of a voter. Per person and flag the last act is the vote. */
export const votes = sqliteTable(
  'votes',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    flag: integer('flag')
      .notNull()
      .references(() => flags.id),
    /** `platform:person`, or a pseudonym once the person was forgotten. */
    voter: text('voter').notNull(),
    voterName: text('voter_name').notNull(),
    act: text('act').notNull().$type<'label' | 'skip' | 'unsure' | 'withdrawn'>(),
    label: integer('label').$type<Label>(),
    via: text('via').notNull().$type<'button' | 'reaction' | 'shell'>(),
    /** Orders acts by when people did them, not by when they arrived. */
    actedAt: moment('acted_at').notNull(),
    event: text('event').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [uniqueIndex('votes_event').on(table.event), index('votes_flag').on(table.flag, table.voter)],
);

/**
 * What exports call a voter. Drawn at random, not derived from the person: once the row is gone, nothing leads back.
 * A forgotten person's acts carry the pseudonym itself.
 */
export const pseudonyms = sqliteTable('pseudonyms', {
  /** `platform:person`. */
  voter: text('voter').primaryKey(),
  pseudonym: text('pseudonym').notNull().unique(),
});

/** One row a message: posted by its key, edited latest-wins. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    key: text('key').notNull(),
    platform: text('platform').notNull(),
    channel: text('channel').notNull(),
    address: text('address', { mode: 'json' }).notNull().$type<Address>(),
    card: text('card', { mode: 'json' }).notNull().$type<Card>(),
    /** Grows with every new card; a post or edit that was delivered says which one. */
    revision: integer('revision').notNull(),
    deliveredRevision: integer('delivered_revision').notNull(),
    /** Set before the first sending: after a crash such a post is looked for by its key. */
    sending: integer('sending', { mode: 'boolean' }).notNull(),
    message: text('message', { mode: 'json' }).$type<MessageRef>(),
    failures: integer('failures').notNull(),
    dueAt: moment('due_at').notNull(),
    /** A refusal that waiting does not mend. */
    dead: text('dead'),
    at: moment('at').notNull(),
  },
  (table) => [
    uniqueIndex('outbox_key').on(table.key),
    index('outbox_waiting')
      .on(table.platform, table.channel)
      .where(sql`dead is null and revision > delivered_revision`),
    // refused posts are few, and looked for again and again
    index('outbox_refused').on(table.platform, table.channel).where(sql`dead is not null`),
  ],
);

export const handledEvents = sqliteTable('handled_events', {
  id: text('id').primaryKey(),
  at: moment('at').notNull(),
});

/** What people asked for and is not done yet: a row leaves when its event is handled. */
export const keptEvents = sqliteTable('kept_events', {
  id: text('id').primaryKey().$type<EventId>(),
  platform: text('platform').notNull(),
  content: text('content', { mode: 'json' }).notNull().$type<unknown>(),
  at: moment('at').notNull(),
});

/** What recurs. A removed one is kept for its slots, and its name is free again. */
export const schedules = sqliteTable(
  'schedules',
  {
    id: integer('id').primaryKey({ autoIncrement: true }).$type<ScheduleId>(),
    name: text('name').notNull(),
    kind: text('kind').notNull().$type<'digest' | 'evaluate'>(),
    /** Words as the person wrote them, and the cron line they mean. */
    words: text('words').notNull(),
    cron: text('cron').notNull(),
    timeZone: text('time_zone').notNull(),
    address: text('address', { mode: 'json' }).notNull().$type<Place>(),
    /** What is evaluated, in the words of `evaluate`; empty for a digest. */
    call: text('call').notNull(),
    owner: text('owner', { mode: 'json' }).notNull().$type<Person>(),
    fromConfig: integer('from_config', { mode: 'boolean' }).notNull(),
    pausedBecause: text('paused_because'),
    /** Slots up to here are nobody's: it was made, changed or resumed then. */
    activeSince: moment('active_since').notNull(),
    removedAt: moment('removed_at'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [uniqueIndex('schedules_name').on(table.name).where(sql`removed_at is null`)],
);

/** One row is lock, watermark and record of a slot. */
export const scheduleSlots = sqliteTable(
  'schedule_slots',
  {
    schedule: integer('schedule')
      .notNull()
      .references(() => schedules.id)
      .$type<ScheduleId>(),
    slot: moment('slot').notNull(),
    /** The liveness lock of the process that does it; whose process died is taken over. */
    owner: text('owner').notNull(),
    claimedAt: moment('claimed_at').notNull(),
    doneAt: moment('done_at'),
    result: text('result').$type<SlotResult>(),
  },
  (table) => [primaryKey({ columns: [table.schedule, table.slot] })],
);

/** Append-only: who made a scorer the workspace's, and who took the last such act back (`scorer` is NULL then). */
export const scorerSwitches = sqliteTable('scorer_switches', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  at: moment('at').notNull(),
  who: text('who', { mode: 'json' }).notNull().$type<Person>(),
  scorer: text('scorer'),
});

/** What a scorer said of responses that people labelled in an audit: it measures the scorer and is no label of a run. */
export const scorerTrials = sqliteTable(
  'scorer_trials',
  {
    scorer: text('scorer').notNull().$type<ScorerIdentity>(),
    response: integer('response')
      .notNull()
      .references(() => responses.id)
      .$type<ResponseId>(),
    label: integer('label').notNull().$type<Label>(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scorer, table.response] })],
);

/** What measuring scorers outside of runs cost: it counts with the attempts of runs against the cap of a day. */
export const measuringCosts = sqliteTable(
  'measuring_costs',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    scorer: text('scorer').notNull().$type<ScorerIdentity>(),
    usd: real('usd').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [index('measuring_costs_at').on(table.at)],
);

/** The responses that a scorer was trained on: they never measure it. */
export const scorerLessons = sqliteTable(
  'scorer_lessons',
  {
    scorer: text('scorer').notNull().$type<ScorerIdentity>(),
    response: integer('response')
      .notNull()
      .references(() => responses.id)
      .$type<ResponseId>(),
  },
  (table) => [primaryKey({ columns: [table.scorer, table.response] })],
);

/** Who did what that others may ask about: append-only. */
export const auditLog = sqliteTable('audit_log', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  at: moment('at').notNull(),
  who: text('who', { mode: 'json' }).notNull().$type<Person>(),
  act: text('act').notNull(),
  run: text('run'),
  flag: text('flag').$type<FlagId>(),
  detail: text('detail'),
});
