import { integer } from 'drizzle-orm/sqlite-core';

/**
 * Times are milliseconds since 1970, money is USD. Foreign keys restrict and never cascade: SQLite rebuilds a table
 * inside the migrator's transaction, where foreign keys cannot be switched off, so a cascade would empty the children.
 */
export const moment = (name: string) => integer(name, { mode: 'timestamp_ms' });
