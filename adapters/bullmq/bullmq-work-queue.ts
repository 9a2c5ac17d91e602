import { UserError } from '../../src/errors.ts';
import type { ScorerIdentity } from '../../src/ids.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Scorer } from '../../src/ports/scorer.ts';
import type { Hindrance, WorkQueue } from '../../src/ports/work-queue.ts';
import type { Secret } from '../../src/secret.ts';
import { within } from '../system/within.ts';
import { JobLine } from './job-line.ts';
import { connectRedis } from './redis.ts';
import { aScoreJob } from './score-job.ts';

export interface BullmqSettings {
  readonly url: Secret;
  /** Tells what a scorer is; it scores nothing here. */
  readonly openScorer: (name: string) => Promise<Scorer>;
  readonly clock: Clock;
}

/** Small enough to spread over machines, and to be little to do again. */
const MOST_ITEMS = 32;
/** Batches that lie ready for workers, so that many of them have something to do. */
const BATCHES_AHEAD = 64;
const SHOWN_OF_VERSION = 8;
const CHECK_MS = 5000;

/**
 * Every batch becomes a job in Redis, scored by whichever `flames worker` has the scorer. A job that Redis lost is given to
 * it again, one whose worker died is taken by another, and while Redis is away everything waits.
 */
export const createBullmqWorkQueue = ({ url, openScorer, clock }: BullmqSettings): WorkQueue => {
  const redis = connectRedis(url);
  const lines = new Map<ScorerIdentity, JobLine>();
  const lineOf = (identity: ScorerIdentity): JobLine => {
    const line = lines.get(identity) ?? new JobLine(identity, redis, clock);
    lines.set(identity, line);
    return line;
  };
  const hindranceOf = ({ name, identity }: Scorer['description']): Hindrance | undefined => {
    if (redis.status !== 'ready') return { kind: 'queue-unreachable' };
    const { refusal, hasWorker } = lineOf(identity);
    if (refusal !== undefined) return { kind: 'queue-refuses', code: refusal };
    return hasWorker === false ? { kind: 'no-worker', scorer: name, identity } : undefined;
  };
  return {
    open: async (name, run) => {
      const scorer = await openScorer(name);
      await scorer.close();
      const { description, batchSize } = scorer;
      const closed = new AbortController();
      const line = lineOf(description.identity);
      return {
        description,
        batchSize: Math.min(batchSize, MOST_ITEMS),
        parallelBatches: BATCHES_AHEAD,
        score: (items, signal) =>
          line.score(aScoreJob(run, description.identity, items), AbortSignal.any([signal, closed.signal])),
        hindrance: () => hindranceOf(description),
        close: async () => closed.abort(new Error(`Scorer ${name} is closed.`)),
      };
    },
    check: async (name) => {
      const answer = redis.ping().catch(() => 'late');
      if ((await within(CHECK_MS, answer, clock)) === 'late')
        throw new UserError('redis-unreachable', { seconds: CHECK_MS / 1000 });
      const scorer = await openScorer(name);
      await scorer.close();
      const line = lineOf(scorer.description.identity);
      await line.countWorkers();
      if (line.hasWorker === false) {
        const version = scorer.description.identity.slice(0, SHOWN_OF_VERSION);
        throw new UserError('no-worker', { scorer: name, version });
      }
    },
    close: async () => {
      await Promise.all([...lines.values()].map((line) => line.close()));
      redis.endAll();
    },
  };
};
