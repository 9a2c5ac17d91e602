import { and, asc, eq, gt } from 'drizzle-orm';
import type { RunId } from '../../src/ids.ts';
import type { AuditEntry, AuditLog } from '../../src/ports/audit-log.ts';
import type { Database } from './open-database.ts';
import { auditLog } from './schema.ts';

const toEntry = ({
  run,
  flag,
  detail,
  ...entry
}: typeof auditLog.$inferSelect): AuditEntry & { readonly id: number } => ({
  ...entry,
  ...(run === null ? {} : { run: run as RunId }),
  ...(flag === null ? {} : { flag }),
  ...(detail === null ? {} : { detail }),
});

/** The audit log in SQLite. */
export const createAuditLog = ({ orm, read, write }: Database): AuditLog => ({
  append: (entry) =>
    write(() => {
      orm.insert(auditLog).values(entry).run();
    }),
  list: (after, limit, run) =>
    read(() =>
      orm
        .select()
        .from(auditLog)
        .where(and(gt(auditLog.id, after), run === undefined ? undefined : eq(auditLog.run, run)))
        .orderBy(asc(auditLog.id))
        .limit(limit)
        .all()
        .map(toEntry),
    ),
});
