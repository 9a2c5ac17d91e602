import { and, asc, desc, eq, isNull, lt, lte } from 'drizzle-orm';
import type { ScheduleId } from '../../src/ids.ts';
import type { ScheduleStore, Slot } from '../../src/ports/schedule-store.ts';
import type { Schedule } from '../../src/schedule/schedule.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import type { Liveness } from './process-lock.ts';
import { schedules, scheduleSlots as slots } from './schema.ts';

type Row = typeof schedules.$inferSelect;

const toSchedule = ({ removedAt: _, createdAt: __, ...schedule }: Row): Schedule => schedule;

const named = ({ schedule, at }: Slot) => and(eq(slots.schedule, schedule), eq(slots.slot, at));

/** Schedules and their slots in SQLite. */
export const createScheduleStore = (database: Database, liveness: Liveness): ScheduleStore => {
  const { orm, read, write } = database;
  const insertSlot = prepareInsert(database, slots);
  const update = (id: ScheduleId, fields: Partial<Row>): void => {
    orm.update(schedules).set(fields).where(eq(schedules.id, id)).run();
  };
  const isOpen = ({ owner, doneAt }: typeof slots.$inferSelect): boolean =>
    doneAt === null && (owner === liveness.self() || !liveness.isAlive(owner));
  return {
    list: () => read(() => livingSchedules(database)),
    add: (schedule) =>
      write(() => {
        const row = { ...schedule, createdAt: schedule.activeSince };
        const [added] = orm.insert(schedules).values(row).onConflictDoNothing().returning().all();
        return added && toSchedule(added);
      }),
    change: (id, to) => write(() => update(id, to)),
    pause: (id, because) =>
      write(() => {
        const unpaused = and(eq(schedules.id, id), isNull(schedules.pausedBecause));
        return orm.update(schedules).set({ pausedBecause: because }).where(unpaused).run().changes === 1;
      }),
    resume: (id, at) => write(() => update(id, { pausedBecause: null, activeSince: at })),
    remove: (id, removedAt) => write(() => update(id, { removedAt })),
    claim: (slot, at) =>
      write(() => {
        const owner = liveness.self();
        const isNew =
          insertSlot({ schedule: slot.schedule, slot: slot.at, owner, claimedAt: at }).changes === 1;
        const row = orm.select().from(slots).where(named(slot)).get();
        if (!isNew && (row === undefined || !isOpen(row))) return false;
        orm.update(slots).set({ owner, claimedAt: at }).where(named(slot)).run();
        orm
          .update(slots)
          .set({ doneAt: at, result: 'missed' })
          .where(and(eq(slots.schedule, slot.schedule), lt(slots.slot, slot.at), isNull(slots.doneAt)))
          .run();
        return true;
      }),
    finish: (slot, result, doneAt) =>
      write(() => {
        orm.update(slots).set({ doneAt, result }).where(named(slot)).run();
      }),
    latest: (schedule, until) =>
      read(() => {
        const row = orm
          .select()
          .from(slots)
          .where(and(eq(slots.schedule, schedule), lte(slots.slot, until)))
          .orderBy(desc(slots.slot))
          .limit(1)
          .get();
        return row && { at: row.slot, open: isOpen(row) };
      }),
    lastDone: (schedule, before) =>
      read(
        () =>
          orm
            .select()
            .from(slots)
            .where(and(eq(slots.schedule, schedule), lt(slots.slot, before), eq(slots.result, 'done')))
            .orderBy(desc(slots.slot))
            .limit(1)
            .get()?.slot,
      ),
  };
};

/** Those that were not removed, by name; inside a transaction of the caller. */
export const livingSchedules = ({ orm }: Database): readonly Schedule[] =>
  orm
    .select()
    .from(schedules)
    .where(isNull(schedules.removedAt))
    .orderBy(asc(schedules.name))
    .all()
    .map(toSchedule);
