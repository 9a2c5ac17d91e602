import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Label } from '../../../src/flames/label.ts';
import type { Person } from '../../../src/flames/run.ts';
import type { ResponseId, ScorerIdentity } from '../../../src/ids.ts';
import type { ScorerDescription } from '../../../src/ports/scorer.ts';
import { moment } from './columns.ts';
import { responses } from './runs.ts';

/** Everything known of a scorer that ever scored; identity is the hash of all that decides its labels. */
export const scorers = sqliteTable('scorers', {
  identity: text('identity').primaryKey().$type<ScorerIdentity>(),
  name: text('name').notNull(),
  description: text('description', { mode: 'json' }).notNull().$type<ScorerDescription>(),
  firstSeenAt: moment('first_seen_at').notNull(),
});

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
    /** NULL where it was asked and left it unscored. */
    label: integer('label').$type<Label>(),
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

/** The texts of the prompts that a scorer was trained on, whatever the source: no response to them ever measures it. */
export const scorerLessons = sqliteTable(
  'scorer_lessons',
  {
    scorer: text('scorer').notNull().$type<ScorerIdentity>(),
    prompt: text('prompt').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scorer, table.prompt] })],
);
