import { createStores } from '../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../adapters/sqlite/process-lock.ts';
import { parseConfig } from '../src/config.ts';
import { composeLeaderboard } from '../src/history/leaderboard.ts';

/** Does one read in a process that has just opened the database, and prints its milliseconds: `HOME leaderboard|digest TO`. */
const WEEK_MS = 7 * 24 * 3_600_000;
const [home = '', read, to = ''] = process.argv.slice(2);
const database = openDatabase(home);
const stores = createStores(database, createMemoryLiveness());
const rules = parseConfig(undefined, '').review.headline;
const nobody = { source: '', rows: [] } as unknown as Parameters<typeof composeLeaderboard>[1];
const week = { from: new Date(Number(to) - WEEK_MS), to: new Date(Number(to)) };

const startedMs = performance.now();
if (read === 'digest') stores.digests.digest(week);
else composeLeaderboard(stores.history.latest(), nobody, rules);
process.stdout.write(String(performance.now() - startedMs));
database.close();
