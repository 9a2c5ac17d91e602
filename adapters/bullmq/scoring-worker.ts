import { hostname } from 'node:os';
import { Worker } from 'bullmq';
import type { Clock } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Scorer } from '../../src/ports/scorer.ts';
import type { Secret } from '../../src/secret.ts';
import { within } from '../system/within.ts';
import { connectRedis, type Redis } from './redis.ts';
import { PREFIX, queueName, readJob, type ScoreOutcome } from './score-job.ts';

export interface WorkerSettings {
  readonly url: Secret;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ScoringWorker {
  readonly isConnected: boolean;
  /** Takes batches for this scorer from now on. It is open; whoever opened it closes it. */
  serve(scorer: Scorer): Served;
  /** Ends what is under way, for at most 7 seconds; what is left then is taken by another worker. */
  stop(): Promise<void>;
}

export interface Served {
  /** Takes no more batches for the scorer, and ends those under way. */
  end(): Promise<void>;
}

/** A batch that was under way when a worker died is free again after this time, and then taken within half of it. */
const LOCK_MS = 10_000;
/** So many deaths over one batch, and the batch is to blame. */
const MOST_DEATHS = 10;
const PATIENCE_MS = 7000;
const RETRY_MS = 1000;

/** Scores batches from Redis until it is stopped: only those for a scorer that it serves, in exactly that version. */
export const startScoringWorker = ({ url, clock, log }: WorkerSettings): ScoringWorker => {
  const redis = connectRedis(url);
  logChanges(redis, log);
  const forced = new AbortController();
  const workers = new Set<Worker>();
  const serve = (scorer: Scorer): Worker => {
    const { name, identity } = scorer.description;
    const process = async ({ id, data }: { id?: string; data: unknown }): Promise<ScoreOutcome> => {
      const outcome = await scoreJob(scorer, data, forced.signal);
      if (outcome.kind !== 'scored')
        log.warn('batch not scored', { job: id, scorer: name, why: outcome.reason });
      return outcome;
    };
    log.info('serves a scorer', { scorer: name, version: identity });
    const worker = new Worker(queueName(identity), process, {
      connection: redis,
      prefix: PREFIX,
      name: `${hostname()}:${globalThis.process.pid}`,
      concurrency: scorer.parallelBatches,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS / 2,
      maxStalledCount: MOST_DEATHS,
      runRetryDelay: RETRY_MS,
    });
    return worker.on('error', (error) => log.debug('worker', { scorer: name, error: error.message }));
  };
  return {
    get isConnected() {
      return redis.status === 'ready';
    },
    serve: (scorer) => {
      const worker = serve(scorer);
      workers.add(worker);
      return {
        end: async () => {
          workers.delete(worker);
          await worker.close().catch(() => undefined);
        },
      };
    },
    stop: async () => {
      const ended = Promise.all([...workers].map((worker) => worker.close().catch(() => undefined)));
      await within(redis.status === 'ready' ? PATIENCE_MS : 0, ended, clock);
      forced.abort(new Error('The worker was stopped.'));
      redis.endAll();
    },
  };
};

/** Says once that the server is away, however often it is dialled. */
const logChanges = (redis: Redis, log: Log): void => {
  let isAway = false;
  redis.on('ready', () => {
    isAway = false;
    log.info('redis is connected');
  });
  redis.on('reconnecting', () => {
    if (!isAway) log.warn('redis is away');
    isAway = true;
  });
};

/** What the scorer says of a batch; rejects only when the worker is forced to stop, and then somebody else takes it. */
export const scoreJob = async (scorer: Scorer, data: unknown, signal: AbortSignal): Promise<ScoreOutcome> => {
  const { name, identity } = scorer.description;
  const job = readJob(data);
  if (job === undefined) {
    return {
      kind: 'refused',
      reason:
        'A bot gave a batch in a form that this worker does not know; run bot and workers in one version.',
    };
  }
  if (job.identity !== identity) {
    return {
      kind: 'refused',
      reason: `The run was started with version ${short(job.identity)} of its scorer; this worker has "${name}" in version ${short(identity)}. Give the worker the package that the bot has.`,
    };
  }
  try {
    const verdicts = await scorer.score(job.items, signal);
    if (verdicts.length === job.items.length) return { kind: 'scored', verdicts };
    return {
      kind: 'broken',
      reason: `It gave ${verdicts.length} verdicts for ${job.items.length} responses.`,
    };
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
  }
};

const short = (identity: string): string => identity.slice(0, 8);
