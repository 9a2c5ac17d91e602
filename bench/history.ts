import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfig } from '../src/config.ts';
import { composeScorecard } from '../src/flames/scorecard.ts';
import { composeComparison } from '../src/history/comparison.ts';
import { aHistory, type StoredHistory } from './a-history.ts';
import { type Figure, median, megabytes } from './figure.ts';
import { measuredProcess } from './measured-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SIZE = { runs: 2000, models: 20, prompts: 500, flags: 20, settled: 2000 };
const ROUNDS = 15;
const PROCESSES = 5;
const REPEATED_READ = fileURLToPath(new URL('./repeated-read.js', import.meta.url));
const HEADLINE = parseConfig(undefined, '').review.headline;

const timed = (what: string, read: () => unknown): Figure =>
  readFigure(
    what,
    Array.from({ length: ROUNDS }, () => {
      const startedMs = performance.now();
      read();
      return performance.now() - startedMs;
    }),
  );

/** A read in processes that have just opened the database: the first of each, and those that follow. */
const fresh = async (
  what: string,
  read: 'leaderboard' | 'digest',
  home: string,
  to: Date,
): Promise<readonly Figure[]> => {
  const firsts: number[] = [];
  const later: number[] = [];
  for (let at = 0; at < PROCESSES; at += 1) {
    const words = [home, read, String(to.getTime()), String(ROUNDS)];
    const { stdout } = await measuredProcess(REPEATED_READ, words);
    const [first = Number.NaN, ...rest] = JSON.parse(stdout) as readonly number[];
    firsts.push(first);
    later.push(...rest);
  }
  return [readFigure(`${what}, ms`, later), readFigure(`${what}, the first of a process, ms`, firsts)];
};

const readFigure = (what: string, times: readonly number[]): Figure => {
  const value = median(times);
  const most = Math.max(...times);
  return {
    what,
    ours: `${value.toFixed(1)} ms`,
    against: `${most.toFixed(1)} ms at most`,
    value,
    target: { most: 50 },
  };
};

const existing = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('A stored run is not found.');
  return value;
};

const endOf = ({ stores, runs }: StoredHistory): Date =>
  existing(stores.runs.find(existing(runs.at(-1)))?.finishedAt ?? undefined);

const reads = (stored: StoredHistory): readonly Figure[] => {
  const { stores, runs } = stored;
  const latest = existing(runs.at(-1));
  const before = existing(runs.at(-1 - SIZE.models));
  const other = existing(runs.at(-2));
  return [
    timed('scorecard with its change against the run before, ms', () =>
      composeScorecard(existing(stores.runs.read(latest)), HEADLINE),
    ),
    timed('compare, read, ms', () => stores.history.pair(before, latest, 10)),
    timed('compare of two models with its tests, ms', () =>
      composeComparison(existing(stores.history.pair(other, latest, 10))),
    ),
    timed('leaderboard, read, ms', () => stores.history.latest()),
    timed('status (newest 20), ms', () => stores.runs.list({ limit: 20 })),
  ];
};

/** Reads over 2,000 runs with 1,000,000 responses, and what a response takes on disk beside its text. */
export const history = async (): Promise<readonly Figure[]> => {
  const home = temporaryFolder();
  const stored = aHistory(home, SIZE);
  const often = reads(stored);
  const to = endOf(stored);
  stored.database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = statSync(join(home, 'flames.db')).size;
  stored.database.close();
  const inOthers = [
    ...(await fresh('leaderboard with its intervals', 'leaderboard', home, to)),
    ...(await fresh('digest of a week, read', 'digest', home, to)),
  ];
  const responses = SIZE.runs * SIZE.prompts;
  return [
    ...[...often, ...inOthers].map((figure) => ({
      ...figure,
      what: `2,000 runs, 1,000,000 responses: ${figure.what}`,
    })),
    {
      what: 'bytes a response beside its text',
      ours: megabytes(bytes),
      against: `${megabytes(stored.textBytes)} of text`,
      value: (bytes - stored.textBytes) / responses,
      target: { most: 1200 },
    },
  ];
};
