import type { ScoringWorker, Served } from '../../adapters/bullmq/scoring-worker.ts';
import type { ScorerCatalogue } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Scorer } from '../ports/scorer.ts';
import type { Locale } from '../texts/locale.ts';
import type { TrainedScorers } from './trained-scorers.ts';

/** How soon a worker notices a scorer that was trained after it started. */
const LOOK_EVERY_MS = 2000;

interface ServedPorts {
  readonly catalogue: Pick<ScorerCatalogue, 'names' | 'open'>;
  readonly trained: Pick<TrainedScorers, 'stampOf'>;
  readonly worker: Pick<ScoringWorker, 'serve'>;
  /** What is done to each scorer before it serves. */
  readonly prepare: (scorer: Scorer) => Scorer;
  readonly clock: Clock;
  readonly log: Log;
  readonly locale: Locale;
  /** No more scorers are taken up. */
  readonly stopping: AbortSignal;
}

interface Known {
  readonly stamp: string | undefined;
  readonly serving?: { readonly scorer: Scorer; readonly served: Served };
}

/** The scorers of a worker: all that work here, also those that are trained, or trained anew, while it runs. */
export class ServedScorers {
  readonly #ports: ServedPorts;
  readonly #known = new Map<string, Known>();
  #following: Promise<void> = Promise.resolve();

  constructor(ports: ServedPorts) {
    this.#ports = ports;
  }

  /** Serves what works here, and looks again until it is stopping. Throws a `UserError` when no scorer works here. */
  async start(): Promise<void> {
    const reasons = await this.#look();
    const serves = [...this.#known.values()].some(({ serving }) => serving !== undefined);
    if (!serves && !this.#ports.stopping.aborted) throw new UserError('worker-serves-nothing', { reasons });
    this.#following = this.#follow();
  }

  /** Closes the scorers, after the worker has stopped. */
  async close(): Promise<void> {
    await this.#following;
    await Promise.all([...this.#known.values()].map(({ serving }) => serving?.scorer.close()));
  }

  async #follow(): Promise<void> {
    const { clock, log, stopping } = this.#ports;
    for (;;) {
      await clock.sleep(LOOK_EVERY_MS, stopping);
      if (stopping.aborted) return;
      await this.#look().catch((error: unknown) => void log.fault('worker', error));
    }
  }

  /** Gives why scorers that are new cannot work here; those are left to other workers until they change. */
  async #look(): Promise<readonly string[]> {
    const { catalogue, trained, worker, prepare, log, locale, stopping } = this.#ports;
    const reasons: string[] = [];
    for (const name of catalogue.names()) {
      const stamp = trained.stampOf(name);
      const known = this.#known.get(name);
      if (known !== undefined && known.stamp === stamp) continue;
      this.#known.set(name, { ...known, stamp });
      try {
        const scorer = prepare(await catalogue.open(name));
        if (stopping.aborted) {
          await scorer.close();
          return reasons;
        }
        this.#known.set(name, { stamp, serving: { scorer, served: worker.serve(scorer) } });
        await known?.serving?.served.end();
        await known?.serving?.scorer.close();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        reasons.push(error.in(locale));
        log.warn('does not serve a scorer', { scorer: name, why: error.message });
      }
    }
    return reasons;
  }
}
