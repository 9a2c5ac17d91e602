import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Person } from '../../../src/flames/run.ts';
import type { ScheduleId } from '../../../src/ids.ts';
import type { Place } from '../../../src/ports/chat-platform.ts';
import type { SlotResult } from '../../../src/ports/schedule-store.ts';
import { moment } from './columns.ts';

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
