import { systemClock } from '../../adapters/system/system-clock.ts';
import type { Config, Environment } from '../config.ts';
import { UserError } from '../errors.ts';
import { countedScorer } from './counted.ts';
import { openLog } from './open-log.ts';
import { createScorerCatalogue } from './scorer-catalogue.ts';
import { ServedScorers } from './served-scorers.ts';
import { startOperation } from './start-operation.ts';
import { stopSignal } from './stop-signal.ts';
import { createTrainedScorers } from './trained-scorers.ts';

/**
 * `flames worker`: scores batches from Redis with the scorers that work here until it is told to stop. It opens no
 * database. Throws a `UserError` without `REDIS_URL`, or when no scorer can work here.
 */
export const runWorker = async (environment: Environment, config: Config): Promise<void> => {
  const { redisUrl: url } = environment;
  if (url === undefined) throw new UserError('worker-needs-redis', undefined);
  const log = openLog('stderr', environment, config);
  const stopping = stopSignal();
  const { startScoringWorker } = await import('../../adapters/bullmq/scoring-worker.ts');
  let isConnected = (): boolean => false;
  const problems = (): readonly string[] => (isConnected() ? [] : ['Redis cannot be reached']);
  const operation = await startOperation(environment, { problems });
  const worker = startScoringWorker({ url, clock: systemClock, log });
  isConnected = () => worker.isConnected;
  const trained = createTrainedScorers(environment.home);
  const scorers = new ServedScorers({
    ...{ worker, trained, log, stopping },
    catalogue: createScorerCatalogue(config, environment, systemClock, { trained, chosen: () => undefined }),
    prepare: (scorer) => countedScorer(scorer, { metrics: operation.metrics, clock: systemClock }),
    clock: systemClock,
    locale: config.locale,
  });
  try {
    await scorers.start();
    await aborted(stopping);
    log.info('stopping');
  } finally {
    await worker.stop();
    await scorers.close();
    await operation.close();
  }
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
