// Opens a database as soon as stdin says so, so that several processes make it at the same moment.
import { once } from 'node:events';

const [module, home] = process.argv.slice(2);
const { openDatabase } = await import(module);
console.log('ready');
await once(process.stdin, 'data');
try {
  const database = openDatabase(home);
  const runs = database.sqlite.prepare('select count(*) from runs').pluck().get();
  const migrations = database.sqlite.prepare('select count(*) from __drizzle_migrations').pluck().get();
  console.log(JSON.stringify({ runs, migrations }));
  database.close();
} catch (error) {
  console.log(String(error));
}
process.exit(0);
