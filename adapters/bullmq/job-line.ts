import { Queue, QueueEvents } from 'bullmq';
import type { ScorerIdentity } from '../../src/ids.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Verdict } from '../../src/ports/scorer.ts';
import { within } from '../system/within.ts';
import type { Redis } from './redis.ts';
import { jobId, PREFIX, queueName, readOutcome, type ScoreJob } from './score-job.ts';

/** How soon a loss, a missed event or the last worker's end is noticed. */
const LOOK_EVERY_MS = 500;
const FAREWELL_MS = 1000;
/** Of a bot that died and took its question with it. */
const KEEP_UNCLAIMED = { age: 3600 };

interface Waiter {
  readonly resolve: (verdicts: readonly Verdict[]) => void;
  readonly reject: (reason: unknown) => void;
}

interface Pending {
  readonly job: ScoreJob;
  readonly waiters: Set<Waiter>;
}

/** The batches for one scorer identity that this process waits for. */
export class JobLine {
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #redis: Redis;
  readonly #clock: Clock;
  readonly #pending = new Map<string, Pending>();
  readonly #over = new AbortController();
  /** Undefined until somebody counted. */
  hasWorker: boolean | undefined;
  /** The server's word for why it took no batch at the last try, such as OOM; undefined when it did. */
  refusal: string | undefined;

  constructor(identity: ScorerIdentity, redis: Redis, clock: Clock) {
    this.#redis = redis;
    this.#clock = clock;
    const options = { connection: redis, prefix: PREFIX };
    this.#queue = new Queue(queueName(identity), options);
    this.#events = new QueueEvents(queueName(identity), options);
    this.#queue.on('error', () => undefined);
    this.#events.on('error', () => undefined);
    this.#events.on('completed', ({ jobId }) => void this.#look(jobId));
    this.#events.on('failed', ({ jobId }) => void this.#look(jobId));
    void this.#watch();
  }

  /** Resolves with the verdicts of whichever worker has them; rejects when the scorer is broken or `signal` aborts. */
  score(job: ScoreJob, signal: AbortSignal): Promise<readonly Verdict[]> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const id = jobId(job);
    return new Promise((resolve, reject) => {
      const pending = this.#pending.get(id) ?? { job, waiters: new Set() };
      const waiter = { resolve, reject };
      pending.waiters.add(waiter);
      signal.addEventListener('abort', () => this.#leave(id, pending, waiter, signal.reason), { once: true });
      if (this.#pending.has(id)) return;
      this.#pending.set(id, pending);
      void this.#look(id);
    });
  }

  /** Updates `hasWorker`, unless the server is away. */
  async countWorkers(): Promise<void> {
    try {
      this.hasWorker = (await this.#queue.getWorkersCount()) > 0;
    } catch {
      // The server is away, and `status` says so.
    }
  }

  /** Takes what nobody began out of the queue again, while the server listens. */
  async close(): Promise<void> {
    this.#over.abort();
    for (const [id, { waiters }] of this.#pending) {
      for (const { reject } of waiters) reject(new Error('The queue was closed.'));
      this.#forget(id);
    }
    const endings = [this.#events.close(), this.#queue.close()].map((end) => end.catch(() => undefined));
    const patienceMs = this.#redis.status === 'ready' ? FAREWELL_MS : 0;
    await within(patienceMs, Promise.all(endings), this.#clock);
  }

  #leave(id: string, { waiters }: Pending, waiter: Waiter, reason: unknown): void {
    waiter.reject(reason);
    waiters.delete(waiter);
    if (waiters.size === 0) this.#forget(id);
  }

  /** A batch that a worker holds stays until it is done, then for an hour. */
  #forget(id: string): void {
    if (!this.#pending.delete(id) || this.#redis.status !== 'ready') return;
    this.#queue.remove(id).catch(() => undefined);
  }

  /** What the server says of a batch decides: events only tell when to ask. What it does not have is given to it. */
  async #look(id: string): Promise<void> {
    try {
      const pending = this.#pending.get(id);
      if (pending === undefined) return;
      const state = await this.#queue.getJobState(id);
      if (state === 'unknown') await this.#give(id, pending.job);
      if (state !== 'completed' && state !== 'failed') return;
      const job = await this.#queue.getJob(id);
      if (job !== undefined) this.#settle(id, state, job.returnvalue, job.failedReason);
    } catch {
      // The server went away, or takes nothing: the next look asks again.
    }
  }

  async #give(id: string, job: ScoreJob): Promise<void> {
    const kept = { removeOnComplete: KEEP_UNCLAIMED, removeOnFail: KEEP_UNCLAIMED };
    try {
      await this.#queue.add('score', job, { jobId: id, ...kept });
      this.refusal = undefined;
    } catch (error) {
      if (this.#redis.status === 'ready') this.refusal = codeOf(error);
      throw error;
    }
  }

  #settle(id: string, state: 'completed' | 'failed', value: unknown, failure: string): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#forget(id);
    const outcome =
      state === 'failed' ? ({ kind: 'broken', reason: failure } as const) : (readOutcome(value) ?? FOREIGN);
    for (const { resolve, reject } of pending.waiters) {
      if (outcome.kind === 'scored') resolve(outcome.verdicts);
      else reject(new Error(outcome.reason));
    }
  }

  async #watch(): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      await this.countWorkers();
      await Promise.all([...this.#pending.keys()].map((id) => this.#look(id)));
      await this.#clock.sleep(LOOK_EVERY_MS, signal);
    }
  }
}

/** Errors of Redis begin with a word in capitals; BullMQ's scripts may put some of their own before it. */
const codeOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : '';
  return (
    /\b(?:OOM|READONLY|MISCONF|NOPERM|NOAUTH|LOADING|BUSY|CLUSTERDOWN|MASTERDOWN)\b/.exec(message)?.[0] ??
    'error'
  );
};

const FOREIGN = {
  kind: 'broken',
  reason: 'A worker answered in a form that this bot does not know; run bot and workers in one version.',
} as const;
