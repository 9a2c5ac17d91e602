import { createStores } from '../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../adapters/sqlite/process-lock.ts';
import { parseConfig } from '../src/config.ts';
import { composeLeaderboard } from '../src/history/leaderboard.ts';

/**
 * Does one read again and again in a process that has just opened the database, and prints the milliseconds as JSON:
 * `HOME leaderboard|digest TO ROUNDS`.
 */
const WEEK_MS = 7 * 24 * 3_600_000;
const [home = '', read, to = '', rounds = ''] = process.argv.slice(2);
const database = openDatabase(home);
const stores = createStores(database, createMemoryLiveness());
const rules = parseConfig(undefined, '').review.headline;
const nobody = { source: '', rows: [] } as unknown as Parameters<typeof composeLeaderboard>[1];
const week = { from: new Date(Number(to) - WEEK_MS), to: new Date(Number(to)) };

const times = Array.from({ length: Number(rounds) }, () => {
  const startedMs = performance.now();
  if (read === 'digest') stores.digests.digest(week);
  else composeLeaderboard(stores.history.latest(), nobody, rules);
  return performance.now() - startedMs;
});
process.stdout.write(JSON.stringify(times));
database.close();
