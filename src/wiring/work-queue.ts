import { createInProcessWorkQueue } from '../../adapters/in-process/in-process-work-queue.ts';
import type { ScorerCatalogue } from '../commands/context.ts';
import type { Environment } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkQueue } from '../ports/work-queue.ts';

/** Scoring in this process; with `REDIS_URL` by workers, and Redis is dialled at the first run. */
export const createWorkQueue = (
  { redisUrl }: Environment,
  { open: openScorer }: ScorerCatalogue,
  clock: Clock,
): WorkQueue => {
  if (redisUrl === undefined) return createInProcessWorkQueue(openScorer);
  let opened: Promise<WorkQueue> | undefined;
  const queue = (): Promise<WorkQueue> => {
    opened ??= import('../../adapters/bullmq/bullmq-work-queue.ts').then(({ createBullmqWorkQueue }) =>
      createBullmqWorkQueue({ url: redisUrl, openScorer, clock }),
    );
    return opened;
  };
  return {
    open: async (name, run) => (await queue()).open(name, run),
    check: async (name) => (await queue()).check(name),
    close: async () => (await opened)?.close(),
  };
};
