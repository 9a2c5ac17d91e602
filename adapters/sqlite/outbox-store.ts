import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, notLike, or, sql } from 'drizzle-orm';
import type { PlatformErrorCode } from '../../src/errors.ts';
import { FOR_THEIR_MOMENT, MENDABLE, triedSince } from '../../src/outbox/refusals.ts';
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

/** Another card mends what was wrong with a card, and nothing else. */
const afterChange = (dead: PlatformErrorCode | null): PlatformErrorCode | null =>
  dead === 'bad-card' ? null : dead;

/** What was refused, can be mended, and is still worth showing. */
const mendable = (now: Date) =>
  and(
    inArray(outbox.dead, [...MENDABLE]),
    gt(outbox.revision, outbox.deliveredRevision),
    gt(outbox.at, triedSince(now)),
    sql`json_extract(${outbox.address}, '$.kind') <> 'private'`,
    ...FOR_THEIR_MOMENT.map((start) => notLike(outbox.key, `${start}%`)),
  );

const prepareByKey = ({ orm }: Database) =>
  orm
    .select()
    .from(outbox)
    .where(eq(outbox.key, sql.placeholder('key')))
    .prepare();

const createPut = (database: Database): OutboxStore['put'] => {
  const { orm, write } = database;
  const byKey = prepareByKey(database);
  return (key, address, card, at) =>
    write(() => {
      const row = byKey.get({ key });
      if (row === undefined) {
        const { platform, channel } = address;
        const fresh = { revision: 1, deliveredRevision: 0, sending: false, failures: 0, dueAt: at, at };
        orm
          .insert(outbox)
          .values({ key, platform, channel, address, card, ...fresh })
          .run();
        return address;
      }
      if (JSON.stringify(row.card) !== JSON.stringify(card)) {
        const changed = { card, revision: row.revision + 1, dead: afterChange(toPost(row).dead), at };
        orm.update(outbox).set(changed).where(eq(outbox.key, key)).run();
      }
      return row.address;
    });
};

const createBury =
  ({ orm, write }: Database): OutboxStore['bury'] =>
  (key, revision, code, refusal) =>
    write(() => {
      const row = orm.select({ revision: outbox.revision }).from(outbox).where(eq(outbox.key, key)).get();
      const dead = row === undefined || row.revision === revision ? code : afterChange(code);
      orm
        .update(outbox)
        .set({ ...refusal, dead })
        .where(eq(outbox.key, key))
        .run();
    });

/** The outbox in SQLite. */
export const createOutboxStore = (database: Database): OutboxStore => {
  const { orm, read, write } = database;
  const update = (key: PostKey, fields: Partial<Row>): void =>
    write(() => {
      orm.update(outbox).set(fields).where(eq(outbox.key, key)).run();
    });
  const byKey = prepareByKey(database);
  const [platform, channel] = [sql.placeholder('platform'), sql.placeholder('channel')];
  const waiting = orm
    .select({ key: outbox.key, address: outbox.address, dueAt: outbox.dueAt })
    .from(outbox)
    .where(and(eq(outbox.platform, platform), eq(outbox.channel, channel), undelivered))
    .orderBy(asc(outbox.id))
    .prepare();
  return {
    put: createPut(database),
    find: (key) => read(() => byKey.all({ key }).map(toPost)[0]),
    withMessage: (message) =>
      read(
        () =>
          orm
            .select()
            .from(outbox)
            .where(
              and(
                eq(outbox.platform, message.platform),
                sql`json_extract(${outbox.message}, '$.message') = ${message.message}`,
                sql`json_extract(${outbox.message}, '$.channel') = ${message.channel}`,
              ),
            )
            .all()
            .map(toPost)[0],
      ),
    channels: () =>
      read(() =>
        orm
          .selectDistinct({ platform: outbox.platform, channel: outbox.channel })
          .from(outbox)
          .where(undelivered)
          .all(),
      ),
    waiting: ({ platform, channel }) => read(() => waiting.all({ platform, channel })),
    startSending: (key) => update(key, { sending: true }),
    delivered: (key, message, deliveredRevision) =>
      update(key, { message, deliveredRevision, sending: false, failures: 0 }),
    postpone: update,
    bury: createBury(database),
    reviveDue: (now) =>
      write(() => {
        orm
          .update(outbox)
          .set({ dead: null })
          .where(and(lte(outbox.dueAt, now), mendable(now)))
          .run();
      }),
    reviveIn: ({ platform, channel }, now) =>
      write(() => {
        const there = and(eq(outbox.platform, platform), eq(outbox.channel, channel));
        orm
          .update(outbox)
          .set({ dead: null, dueAt: now })
          .where(and(there, mendable(now)))
          .run();
      }),
    prune: (before) =>
      write(
        () =>
          orm
            .delete(outbox)
            .where(and(lt(outbox.at, before), settled))
            .run().changes,
      ),
  };
};
