import { createEndpointModel } from '../../adapters/openai/endpoint-model.ts';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { type EvaluateOptions, evaluate } from '../../src/evaluation/evaluate.ts';
import type { RunEvent } from '../../src/evaluation/run-event.ts';
import type { EvaluatePorts } from '../../src/evaluation/run-session.ts';
import type { ModelTerms, Run } from '../../src/flames/run.ts';
import type { RunReading, RunStore } from '../../src/ports/run-store.ts';
import type { TargetModel } from '../../src/ports/target-model.ts';
import { createCountingScorer } from './counting-scorer.ts';
import { seededRandom } from './seeded-random.ts';
import { aNewRun, aScorer, somePrompts } from './store-data.ts';

export type Ended = Extract<RunEvent, { kind: 'ended' }>;

export interface EvaluationBench {
  readonly run: Run;
  readonly store: RunStore;
  /** The texts that the run asks. */
  readonly texts: readonly string[];
  /** Claims the run and works on it; each event is shown to `watch`. */
  evaluate(
    ports: Pick<EvaluatePorts, 'model'> & Partial<EvaluatePorts>,
    options?: Partial<EvaluateOptions>,
    watch?: (event: RunEvent) => void,
  ): Promise<Ended>;
  read(): RunReading;
}

/** Quick waits, so that tests on the machine's clock end soon. */
const QUICK = { baseMs: 2, mostMs: 20 };

/** A run of `prompts` prompts on the real store, in memory. */
export const anEvaluation = (prompts: number, model: Partial<ModelTerms> = {}): EvaluationBench => {
  const stores = createStores(openDatabase(':memory:'), createMemoryLiveness());
  const wanted = aNewRun(stores.prompts, prompts, { scorer: aScorer });
  const terms = { ...wanted.terms, model: { ...wanted.terms.model, ...model } };
  const { run } = stores.runs.create({ ...wanted, terms });
  return {
    run,
    store: stores.runs,
    texts: somePrompts(prompts).map(({ text }) => text),
    async evaluate(ports, options = {}, watch = () => undefined) {
      stores.runs.claim(run.id);
      const everything = { scorer: createCountingScorer(), store: stores.runs, clock: systemClock, ...ports };
      const settings: EvaluateOptions = {
        concurrency: 32,
        caps: {},
        retryFailed: false,
        signal: new AbortController().signal,
        locale: 'en',
        random: seededRandom(1),
        backoff: QUICK,
        progressEveryMs: 20,
        ...options,
      };
      let last: RunEvent | undefined;
      for await (const event of evaluate(run, everything, settings)) {
        watch(event);
        last = event;
      }
      if (last?.kind !== 'ended') throw new Error('The evaluation gave no end.');
      return last;
    },
    read() {
      const reading = stores.runs.read(run.id);
      if (reading === undefined) throw new Error('The run is gone.');
      return reading;
    },
  };
};

/** A model behind an endpoint that answers or not within a short time limit. */
export const aModelAt = (baseUrl: string, timeoutSeconds = 1): TargetModel =>
  createEndpointModel({ name: 'model-x', baseUrl, model: 'model-x', timeoutSeconds });
