import { and, asc, eq, gt, isNotNull, isNull, lt, lte, or } from 'drizzle-orm';
import type { PlatformErrorCode } from '../../src/errors.ts';
import type { PostKey } from '../../src/ports/chat-platform.ts';
import type { OutboxPost, OutboxStore } from '../../src/ports/outbox-store.ts';
import type { Database } from './open-database.ts';
import { outbox } from './schema.ts';

type Row = typeof outbox.$inferSelect;

const toPost = ({ id, platform, channel, at, dead, ...row }: Row): OutboxPost => ({
  ...row,
  dead: dead as PlatformErrorCode | null,
});

const undelivered = and(isNull(outbox.dead), gt(outbox.revision, outbox.deliveredRevision));
const settled = or(isNotNull(outbox.dead), lte(outbox.revision, outbox.deliveredRevision));

/** A message that somebody deleted stays deleted. */
const revived = ({ dead }: Row): string | null => (dead === 'message-gone' ? dead : null);

const putter =
  ({ orm, write }: Database): OutboxStore['put'] =>
  (key, address, card, at) =>
    write(() => {
      const row = orm.select().from(outbox).where(eq(outbox.key, key)).get();
      if (row === undefined) {
        const { platform, channel } = address;
        const fresh = { revision: 1, deliveredRevision: 0, sending: false, failures: 0, dueAt: at, at };
        orm.insert(outbox).values({ key, platform, channel, address, card, ...fresh }).run();
      } else if (JSON.stringify(row.card) !== JSON.stringify(card)) {
        const changed = { card, revision: row.revision + 1, dead: revived(row), at };
        orm.update(outbox).set(changed).where(eq(outbox.key, key)).run();
      }
    });

/** The outbox in SQLite. */
export const createOutboxStore = (database: Database): OutboxStore => {
  const { orm, read, write } = database;
  const update = (key: PostKey, fields: Partial<Row>): void =>
    write(() => {
      orm.update(outbox).set(fields).where(eq(outbox.key, key)).run();
    });
  return {
    put: putter(database),
    find: (key) =>
      read(() => orm.select().from(outbox).where(eq(outbox.key, key)).all().map(toPost)[0]),
    channels: () =>
      read(() =>
        orm
          .selectDistinct({ platform: outbox.platform, channel: outbox.channel })
          .from(outbox)
          .where(undelivered)
          .all(),
      ),
    waiting: ({ platform, channel }) =>
      read(() =>
        orm
          .select()
          .from(outbox)
          .where(and(eq(outbox.platform, platform), eq(outbox.channel, channel), undelivered))
          .orderBy(asc(outbox.id))
          .all()
          .map(toPost),
      ),
    startSending: (key) => update(key, { sending: true }),
    delivered: (key, message, deliveredRevision) =>
      update(key, { message, deliveredRevision, sending: false, failures: 0 }),
    postpone: update,
    bury: (key, dead, refusal) => update(key, { ...refusal, dead }),
    prune: (before) =>
      write(() => orm.delete(outbox).where(and(lt(outbox.at, before), settled)).run().changes),
  };
};
