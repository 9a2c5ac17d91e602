import { Worker } from 'node:worker_threads';
import { UserError } from '../../src/errors.ts';
import type { ScoreItem, Verdict } from '../../src/ports/scorer.ts';
import { compiledModule } from './compiled-module.ts';
import type { ScoreReply, ScoreRequest, ScorerThreadData } from './scorer-messages.ts';

interface Waiting {
  readonly items: number;
  readonly resolve: (verdicts: readonly Verdict[]) => void;
  readonly reject: (error: Error) => void;
}

/** One worker thread that scores one batch at a time. It starts with its first batch, and anew after a death. */
export class ScorerThread {
  readonly #scorer: string;
  readonly #module: URL;
  readonly #settings: unknown;
  #worker: Worker | undefined;
  #waiting: Waiting | undefined;

  constructor(scorer: string, module: URL, settings: unknown) {
    this.#scorer = scorer;
    this.#module = module;
    this.#settings = settings;
  }

  get busy(): boolean {
    return this.#waiting !== undefined;
  }

  /** Rejects when the scorer throws, answers for another number of items, or its thread dies. */
  score(items: readonly ScoreItem[]): Promise<readonly Verdict[]> {
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#start();
      this.#waiting = { items: items.length, resolve, reject };
      this.#worker.postMessage({ items } satisfies ScoreRequest);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#fail('it was closed');
    await worker?.terminate();
  }

  #start(): Worker {
    const workerData: ScorerThreadData = {
      module: compiledModule(this.#module).href,
      settings: this.#settings,
    };
    // Loaders of the parent (a test runner's, say) have no business in the thread.
    const worker = new Worker(compiledModule(new URL('./scorer-worker.ts', import.meta.url)), {
      workerData,
      execArgv: [],
    });
    worker.on('message', (reply: ScoreReply) => this.#receive(reply));
    worker.on('error', (error: Error) => this.#die(worker, error.message));
    worker.on('exit', (code) => this.#die(worker, `exit code ${code}`));
    return worker;
  }

  #receive(reply: ScoreReply): void {
    if (reply.kind === 'failed') return this.#fail(reply.message);
    const waiting = this.#waiting;
    if (reply.kind === 'refused') {
      this.#waiting = undefined;
      waiting?.reject(new UserError(reply.code, reply.values));
      return;
    }
    if (waiting !== undefined && reply.verdicts.length !== waiting.items) {
      return this.#fail(`it gave ${reply.verdicts.length} verdicts for ${waiting.items} items`);
    }
    this.#waiting = undefined;
    waiting?.resolve(reply.verdicts);
  }

  #die(worker: Worker, cause: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#fail(`its worker thread died (${cause})`);
  }

  #fail(reason: string): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(new Error(`Scorer ${this.#scorer} failed on a batch of ${waiting.items}: ${reason}`));
  }
}
