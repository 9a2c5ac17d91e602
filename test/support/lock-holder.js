// A process that owns a run until it is killed: holds its lock as the product does, in plain SQLite.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDriver from 'better-sqlite3';

const [home, id, run] = process.argv.slice(2);
mkdirSync(join(home, 'locks'), { recursive: true });
const lock = new SqliteDriver(join(home, 'locks', `${id}.lock`));
lock.pragma('journal_mode = MEMORY');
lock.exec('begin exclusive');
const database = new SqliteDriver(join(home, 'flames.db'), { timeout: 5000 });
database.prepare(`update runs set owner = ?, state = 'running' where id = ?`).run(id, run);
console.log('holding');
process.stdin.resume();
