/** Work on runs, so many at a time; the others wait for their turn. */
export interface RunQueue {
  /** `job` must not reject; its signal asks it to stop. Nothing happens for a run that is here already, or after `stop`. */
  add(id: string, job: (signal: AbortSignal) => Promise<void>): void;
  /** The runs that wait for their turn, the next one first. */
  waiting(): readonly string[];
  /** Gives a run its turn now, beyond the limit. */
  hasten(id: string): void;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
  /** Asks what runs to stop and forgets what waits; resolves to the number of runs that did not end when all is quiet. */
  stop(): Promise<number>;
}

interface Waiting {
  readonly id: string;
  readonly job: (signal: AbortSignal) => Promise<void>;
}

class Queue implements RunQueue {
  readonly #atOnce: number;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #waiting: readonly Waiting[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  add(id: string, job: Waiting['job']): void {
    const known = this.#running.has(id) || this.#waiting.some((each) => each.id === id);
    if (known || this.#stopping.signal.aborted) return;
    this.#waiting = [...this.#waiting, { id, job }];
    this.#startNext();
  }

  waiting(): readonly string[] {
    return this.#waiting.map(({ id }) => id);
  }

  hasten(id: string): void {
    const found = this.#waiting.find((each) => each.id === id);
    if (found !== undefined) this.#start(found);
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async stop(): Promise<number> {
    const left = this.#running.size + this.#waiting.length;
    this.#waiting = [];
    this.#stopping.abort();
    await this.idle();
    return left;
  }

  #startNext(): void {
    const [next] = this.#waiting;
    if (next !== undefined && this.#running.size < this.#atOnce) this.#start(next);
  }

  #start({ id, job }: Waiting): void {
    this.#waiting = this.#waiting.filter((each) => each.id !== id);
    const running = job(this.#stopping.signal).finally(() => {
      this.#running.delete(id);
      this.#startNext();
    });
    this.#running.set(id, running);
  }
}

/** An empty queue that works on `atOnce` runs at a time (`limits.runsAtOnce`). */
export const createRunQueue = (atOnce: number): RunQueue => new Queue(atOnce);
