import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Dimension } from '../../../src/flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../../src/flames/label.ts';
import type { AnnotationId, ResponseId, ScorerIdentity } from '../../../src/ids.ts';
import type { Address } from '../../../src/ports/chat-platform.ts';
import { moment } from './columns.ts';
import { responses, runs } from './runs.ts';
import { scorers } from './scorers.ts';

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
    /** Labels of the votes that stood when people closed it, a digit each: a digest reads all that were ever closed. */
    votedLabels: text('voted_labels'),
  },
  (table) => [
    uniqueIndex('flags_response').on(table.response),
    index('flags_run').on(table.run),
    index('flags_state').on(table.state),
    // flags are counted from these alone: those of a run, those of all runs that are no audits, and what a time closed
    index('flags_counted').on(table.run, table.reason, table.state),
    index('flags_borderline').on(table.state).where(sql`reason = 'borderline'`),
    index('flags_closed').on(table.closedAt, table.run).where(sql`closed_at is not null`),
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
