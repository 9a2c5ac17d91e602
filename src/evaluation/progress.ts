import { DIMENSIONS, type Dimension } from '../flames/dimension.ts';
import type { Label } from '../flames/label.ts';
import type { Run } from '../flames/run.ts';
import type { RunCounts } from '../ports/run-store.ts';
import type { FailureClass } from '../ports/target-model.ts';
import { createEta } from './eta.ts';
import type { Saved } from './journal.ts';
import type { DimensionProgress, RunProgress } from './run-event.ts';

interface Counts {
  labels: Record<Label, number>;
  unscored: number;
  failed: number;
  total: number;
}

/** What the counts do not know. */
type Now = Pick<RunProgress, 'concurrency' | 'underWay' | 'waitingMs' | 'hindrance'>;

export interface Failure {
  readonly failure: FailureClass;
  readonly detail: string;
}

export interface ProgressCounter {
  /** Prompts with an answer. */
  readonly answered: number;
  /** Answers with a verdict of the scorer, and without one. */
  readonly scored: number;
  readonly unlabelled: number;
  readonly total: number;
  /** The last verdict of this session that a prompt could not be obtained. */
  readonly lastFailure: Failure | undefined;
  count(saved: Saved): void;
  progress(nowMs: number, now: Now): RunProgress;
}

const noCounts = (): Counts => ({ labels: { 1: 0, 2: 0, 3: 0 }, unscored: 0, failed: 0, total: 0 });

/** Failed prompts that will be asked again count as not asked. */
const countPresent = (
  { dimensions }: Run,
  { tally }: RunCounts,
  retryFailed: boolean,
): Map<Dimension, Counts> => {
  const counts = new Map(dimensions.map((dimension) => [dimension, noCounts()]));
  for (const cell of tally) {
    const at = counts.get(cell.dimension) ?? noCounts();
    counts.set(cell.dimension, at);
    const scored = cell.labels[1] + cell.labels[2] + cell.labels[3] + cell.unscored;
    at.labels = {
      1: at.labels[1] + cell.labels[1],
      2: at.labels[2] + cell.labels[2],
      3: at.labels[3] + cell.labels[3],
    };
    at.unscored += cell.unscored;
    at.failed += retryFailed ? 0 : cell.failed;
    at.total += scored + cell.failed + cell.pending;
  }
  return counts;
};

const sum = (list: readonly Counts[], of: (counts: Counts) => number): number =>
  list.reduce((all, one) => all + of(one), 0);
const scoredOf = ({ labels, unscored }: Counts): number => labels[1] + labels[2] + labels[3] + unscored;

class Progress implements ProgressCounter {
  readonly #dimensions: Map<Dimension, Counts>;
  readonly #eta = createEta();
  #answered: number;
  #retries = 0;
  lastFailure: Failure | undefined;
  #costUsd: number | null;

  constructor(run: Run, present: RunCounts, retryFailed: boolean) {
    this.#dimensions = countPresent(run, present, retryFailed);
    this.#answered = present.served.reduce((all, { responses }) => all + responses, 0);
    const { attempts, costUsd, scoringCostUsd } = present.usage;
    const asking = attempts === 0 ? 0 : costUsd;
    this.#costUsd = asking === null || scoringCostUsd === null ? null : asking + scoringCostUsd;
  }

  get answered(): number {
    return this.#answered;
  }

  get scored(): number {
    return sum([...this.#dimensions.values()], scoredOf);
  }

  get unlabelled(): number {
    return this.#answered - this.scored;
  }

  get total(): number {
    return sum([...this.#dimensions.values()], ({ total }) => total);
  }

  count({ asked, scored }: Saved): void {
    for (const { attempt, response, dimension } of asked) {
      this.#spend(attempt.outcome === 'answered' ? attempt.costUsd : (attempt.costUsd ?? 0));
      if (response === undefined) this.#retries += 1;
      else if (response.state === 'answered') this.#answered += 1;
      else {
        this.#at(dimension).failed += 1;
        this.lastFailure = { failure: response.failure, detail: response.detail };
      }
    }
    for (const {
      scored: { verdict },
      attempt,
      dimension,
    } of scored) {
      if (attempt !== undefined) this.#spend(attempt.costUsd);
      if (verdict.kind === 'label') this.#at(dimension).labels[verdict.label] += 1;
      else this.#at(dimension).unscored += 1;
    }
  }

  progress(nowMs: number, now: Now): RunProgress {
    const all = [...this.#dimensions.values()];
    const failed = sum(all, (counts) => counts.failed);
    const done = sum(all, scoredOf) + failed;
    return {
      done,
      asked: this.#answered + failed,
      total: this.total,
      dimensions: DIMENSIONS.flatMap((dimension) => this.#progressOf(dimension)),
      failed,
      unscored: sum(all, ({ unscored }) => unscored),
      retries: this.#retries,
      costUsd: this.#costUsd,
      etaMs: this.#eta.leftMs(nowMs, done, this.total),
      ...now,
    };
  }

  #spend(usd: number | null): void {
    this.#costUsd = this.#costUsd === null || usd === null ? null : this.#costUsd + usd;
  }

  #at(dimension: Dimension): Counts {
    const counts = this.#dimensions.get(dimension) ?? noCounts();
    this.#dimensions.set(dimension, counts);
    return counts;
  }

  #progressOf(dimension: Dimension): DimensionProgress[] {
    const counts = this.#dimensions.get(dimension);
    if (counts === undefined) return [];
    const { labels, unscored, failed, total } = counts;
    return [
      { dimension, labels: { ...labels }, unscored, failed, pending: total - scoredOf(counts) - failed },
    ];
  }
}

/** Counts on from what the store holds; `retryFailed` counts the failed prompts as not asked yet. */
export const createProgress = (run: Run, present: RunCounts, retryFailed: boolean): ProgressCounter =>
  new Progress(run, present, retryFailed);
