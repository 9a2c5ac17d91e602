import { asc, eq, sql } from 'drizzle-orm';
import type { EventStore } from '../../src/ports/event-store.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { handledEvents, keptEvents } from './schema.ts';

/** Events in SQLite. */
export const createEventStore = (database: Database): EventStore => {
  const { orm, sqlite, read, write } = database;
  const handle = prepareInsert(database, handledEvents);
  const keep = prepareInsert(database, keptEvents);
  const find = sqlite.prepare<[string], number>('select 1 from handled_events where id = ?').pluck();
  const unkeep = sqlite.prepare<[string]>('delete from kept_events where id = ?');
  const drop = sqlite.prepare<[string, string, number]>(
    'delete from handled_events where id >= ? and id < ? and at < ?',
  );
  const isHandled = (id: string): boolean => find.get(id) !== undefined;
  return {
    keep: (event) => write(() => void (isHandled(event.id) || keep(event))),
    kept: (platform) =>
      read(() =>
        orm.select().from(keptEvents).where(eq(keptEvents.platform, platform)).orderBy(asc(sql`rowid`)).all(),
      ),
    isHandled: (id) => read(() => isHandled(id)),
    handleOnce: (id, at) =>
      write(() => {
        unkeep.run(id);
        return handle({ id, at }).changes === 1;
      }),
    forget: (start, before) => write(() => void drop.run(start, `${start}\u{10FFFF}`, before.getTime())),
  };
};
