import type { EventStore } from '../../src/ports/event-store.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { handledEvents } from './schema.ts';

/** Handled events in SQLite. */
export const createEventStore = (database: Database): EventStore => {
  const insert = prepareInsert(database, handledEvents);
  const find = database.sqlite.prepare<[string], number>('select 1 from handled_events where id = ?').pluck();
  return {
    isHandled: (id) => database.read(() => find.get(id) !== undefined),
    handleOnce: (id, at) => database.write(() => insert({ id, at }).changes === 1),
  };
};
