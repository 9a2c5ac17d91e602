import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Card } from '../../../src/cards/card.ts';
import type { Person } from '../../../src/flames/run.ts';
import type { EventId, FlagId } from '../../../src/ids.ts';
import type { Address, MessageRef } from '../../../src/ports/chat-platform.ts';
import { moment } from './columns.ts';

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
