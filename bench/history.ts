import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfig } from '../src/config.ts';
import { composeScorecard } from '../src/flames/scorecard.ts';
import { composeComparison } from '../src/history/comparison.ts';
import { composeLeaderboard } from '../src/history/leaderboard.ts';
import { aHistory, type StoredHistory } from './a-history.ts';
import { type Figure, median, megabytes } from './figure.ts';
import { measuredProcess } from './measured-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SIZE = { runs: 2000, models: 20, prompts: 500, flags: 20, settled: 2000 };
const WEEK_MS = 7 * 24 * 3_600_000;
const ROUNDS = 15;
const PROCESSES = 5;
const FIRST_READ = fileURLToPath(new URL('./first-read.js', import.meta.url));
const HEADLINE = parseConfig(undefined, '').review.headline;
const NOBODY = { source: '', rows: [] } as unknown as Parameters<typeof composeLeaderboard>[1];

const timed = (what: string, read: () => unknown): Figure =>
  readFigure(
    what,
    Array.from({ length: ROUNDS }, () => {
      const startedMs = performance.now();
      read();
      return performance.now() - startedMs;
    }),
  );

const first = async (what: 'leaderboard' | 'digest', home: string, to: Date): Promise<Figure> => {
  const times: number[] = [];
  for (let at = 0; at < PROCESSES; at += 1) {
    const { stdout } = await measuredProcess(FIRST_READ, [home, what, String(to.getTime())]);
    times.push(Number(stdout));
  }
  return readFigure(`${what}, the first read of a process, ms`, times);
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
  const to = endOf(stored);
  const week = { from: new Date(to.getTime() - WEEK_MS), to };
  return [
    timed('scorecard with its change against the run before, ms', () =>
      composeScorecard(existing(stores.runs.read(latest)), HEADLINE),
    ),
    timed('compare, read, ms', () => stores.history.pair(before, latest, 10)),
    timed('compare of two models with its tests, ms', () =>
      composeComparison(existing(stores.history.pair(other, latest, 10))),
    ),
    timed('leaderboard, read, ms', () => stores.history.latest()),
    timed('leaderboard with its intervals, ms', () =>
      composeLeaderboard(stores.history.latest(), NOBODY, HEADLINE),
    ),
    timed('digest of a week, read, ms', () => stores.digests.digest(week)),
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
  const firsts = [await first('leaderboard', home, to), await first('digest', home, to)];
  const responses = SIZE.runs * SIZE.prompts;
  return [
    ...[...often, ...firsts].map((figure) => ({
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
