import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileStore } from '../../adapters/files/file-store.ts';
import { createLocalFiles, fileProblem } from '../../adapters/files/local-files.ts';
import { createDownloads } from '../../adapters/files/resumable-download.ts';
import { createThreadedPictures } from '../../adapters/pictures/threaded-pictures.ts';
import { backUp } from '../../adapters/sqlite/backup.ts';
import { createStores, type Stores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createOperationCounts } from '../../adapters/sqlite/operation-counts.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { createThreadedFigures } from '../../adapters/threads/threaded-figures.ts';
import type { Context } from '../commands/context.ts';
import { type Config, type Environment, parseConfig } from '../config.ts';
import { UserError } from '../errors.ts';
import type { SetAside } from '../evaluation/budget.ts';
import type { FileStore } from '../ports/file-store.ts';
import { type Metrics, noMetrics, type OperationCounts } from '../ports/metrics.ts';
import type { WorkQueue } from '../ports/work-queue.ts';
import { currentChoice } from '../scoring/workspace-scorer.ts';
import { dataPath } from './data-path.ts';
import { installSample } from './install-sample.ts';
import { createModelCatalogue } from './model-catalogue.ts';
import { createScorerCatalogue } from './scorer-catalogue.ts';
import { createTrainedScorers } from './trained-scorers.ts';
import { createWorkQueue } from './work-queue.ts';

/** Everything that commands share, whoever calls them. */
export interface World
  extends Pick<
    Context,
    | 'config'
    | 'clock'
    | 'models'
    | 'scorers'
    | 'files'
    | 'downloads'
    | 'packages'
    | 'pictures'
    | 'figures'
    | 'backUp'
  > {
  readonly environment: Environment;
  readonly stores: Stores;
  /** Where runs are scored. */
  readonly workQueue: WorkQueue;
  readonly attachments: FileStore;
  readonly setAside: SetAside;
  /** Counts what this process does; where nobody looks, nothing. */
  readonly metrics: Metrics;
  /** What the store holds now. Throws a `UserError` when it cannot be read. */
  counts(): OperationCounts;
  close(): Promise<void>;
}

/** The configuration of this environment. Throws a `UserError` that names every mistake. */
export const loadConfig = ({ configPath, configNamed }: Environment): Config => {
  if (!configNamed && !existsSync(configPath)) return parseConfig(undefined, configPath);
  try {
    return parseConfig(readFileSync(configPath, 'utf8'), configPath);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('cannot-read', { file: configPath, reason: fileProblem(error) }, { cause: error });
  }
};

/** Opens the database of `FLAMES_HOME` and introduces the adapters to each other; nothing heavy loads before its use. */
export const openWorld = async (environment: Environment, config: Config): Promise<World> => {
  const clock = systemClock;
  const database = openDatabase(environment.home);
  const liveness = createProcessLock(environment.home);
  const stores = createStores(database, liveness);
  installSample(stores.prompts, clock.now());
  const scorers = createScorerCatalogue(config, environment, clock, {
    trained: createTrainedScorers(environment.home),
    chosen: () => currentChoice(stores.scorerRecords.switches())?.scorer,
  });
  const workshops = join(environment.home, 'downloads');
  const downloads = createDownloads(workshops);
  const workQueue = createWorkQueue(environment, scorers, clock);
  return {
    config,
    environment,
    clock,
    stores,
    models: await createModelCatalogue(config, environment),
    scorers,
    workQueue,
    files: createLocalFiles(),
    setAside: { usd: 0 },
    metrics: noMetrics,
    counts: createOperationCounts(database),
    backUp: (file) => backUp(database, file),
    attachments: createFileStore(join(environment.home, 'files')),
    packages: {
      identify: async (scorer) =>
        (await import('../../adapters/onnx/write-package.ts')).identifyPackage(scorer),
      write: async (folder, scorer) =>
        (await import('../../adapters/onnx/write-package.ts')).writePackage(folder, scorer),
      fetch: async (request) =>
        (await import('../../adapters/onnx/fetch-package.ts')).fetchPackage(request, downloads, workshops),
    },
    pictures: createThreadedPictures(dataPath('fonts')),
    figures: createThreadedFigures(),
    downloads,
    close: async () => {
      liveness.close();
      database.close();
      await workQueue.close();
    },
  };
};
