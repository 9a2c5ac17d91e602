import { systemClock } from '../../adapters/system/system-clock.ts';
import type { Config, Environment } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { Scorer } from '../ports/scorer.ts';
import { countedScorer } from './counted.ts';
import { openLog } from './open-log.ts';
import { createScorerCatalogue } from './scorer-catalogue.ts';
import { type Operation, startOperation } from './start-operation.ts';
import { stopSignal } from './stop-signal.ts';
import { createTrainedScorers } from './trained-scorers.ts';

/**
 * `flames worker`: scores batches from Redis with the scorers of the configuration until it is told to stop. It opens no
 * database. Throws a `UserError` without `REDIS_URL`, or when no scorer can work here.
 */
export const runWorker = async (environment: Environment, config: Config): Promise<void> => {
  const { redisUrl: url } = environment;
  if (url === undefined) throw new UserError('worker-needs-redis', undefined);
  const log = openLog('stderr', environment, config);
  const stopping = stopSignal();
  const { startScoringWorker } = await import('../../adapters/bullmq/scoring-worker.ts');
  const scorers = await openAll(environment, config, log);
  let isConnected = (): boolean => false;
  const problems = (): readonly string[] => (isConnected() ? [] : ['Redis cannot be reached']);
  const operation = await startOperation(environment, { problems });
  try {
    const worker = startScoringWorker({
      url,
      scorers: scorers.map((scorer) => counted(scorer, operation)),
      clock: systemClock,
      log,
    });
    isConnected = () => worker.isConnected;
    await aborted(stopping);
    log.info('stopping');
    await worker.stop();
  } finally {
    await Promise.all(scorers.map((scorer) => scorer.close()));
    await operation.close();
  }
};

const counted = (scorer: Scorer, { metrics }: Operation): Scorer =>
  countedScorer(scorer, { metrics, clock: systemClock });

/** One that cannot work here is left to other workers. */
const openAll = async (environment: Environment, config: Config, log: Log): Promise<readonly Scorer[]> => {
  const catalogue = createScorerCatalogue(config, environment, systemClock, {
    trained: createTrainedScorers(environment.home),
    chosen: () => undefined,
  });
  const scorers: Scorer[] = [];
  const reasons: string[] = [];
  for (const name of catalogue.names()) {
    try {
      scorers.push(await catalogue.open(name));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reasons.push(error.in(config.locale));
      log.warn('does not serve a scorer', { scorer: name, why: error.message });
    }
  }
  if (scorers.length === 0) throw new UserError('worker-serves-nothing', { reasons });
  return scorers;
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
