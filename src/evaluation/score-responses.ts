import { isAllowedLabel } from '../flames/label.ts';
import type { RunId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunStore, Unlabelled } from '../ports/run-store.ts';
import type { Scorer, Verdict } from '../ports/scorer.ts';
import { scoringAttempt } from './attempt-records.ts';
import type { Budget, CapName } from './budget.ts';
import type { Journal, ScoredEntry } from './journal.ts';
import type { Wake } from './wake.ts';

export interface ScoreParts {
  readonly run: RunId;
  readonly scorer: Scorer;
  readonly store: RunStore;
  readonly journal: Journal;
  readonly budget: Budget;
  readonly clock: Clock;
  /** USD and number of the verdicts of earlier sessions. */
  readonly before: { readonly spentUsd: number; readonly verdicts: number };
  /** Called when responses were stored, and when asking is over. */
  readonly wake: Wake;
  /** No more responses will be stored. */
  readonly isAskingOver: () => boolean;
  readonly signal: AbortSignal;
}

export type ScoreEnd =
  | { readonly kind: 'scored-all' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'over-cap'; readonly cap: CapName }
  /** The scorer rejected, or gave something that is not one verdict for each item with a label that its dimension has. */
  | { readonly kind: 'broken'; readonly error: unknown };

export interface Scoring {
  /** USD of one verdict, on average; 0 before the first. */
  readonly usualUsd: number;
  run(): Promise<ScoreEnd>;
}

/** After a small batch, so that the next ones are larger: each costs a read, a way to the scorer and back, and a commit. */
const REST_MS = 50;

/**
 * Scores what the store says is not scored yet: the store itself is the queue between asking and scoring, so neither
 * waits for the other and nothing piles up in memory.
 */
class BatchScoring implements Scoring {
  readonly #parts: ScoreParts;
  #waiting: Unlabelled[] = [];
  #after = 0;
  #underWay = 0;
  #restsUntilMs = Number.NEGATIVE_INFINITY;
  #verdicts: number;
  #spentUsd: number;
  #broken: { readonly error: unknown } | undefined;

  constructor(parts: ScoreParts) {
    this.#parts = parts;
    this.#verdicts = parts.before.verdicts;
    this.#spentUsd = parts.before.spentUsd;
  }

  get usualUsd(): number {
    return this.#verdicts === 0 ? 0 : this.#spentUsd / this.#verdicts;
  }

  async run(): Promise<ScoreEnd> {
    const { signal, wake } = this.#parts;
    const stop = (): void => wake.call();
    signal.addEventListener('abort', stop, { once: true });
    const end = await this.#loop();
    while (this.#underWay > 0 && !signal.aborted) await wake.wait(Number.POSITIVE_INFINITY);
    signal.removeEventListener('abort', stop);
    if (signal.aborted) return { kind: 'aborted' };
    return this.#broken === undefined ? end : { kind: 'broken', error: this.#broken.error };
  }

  async #loop(): Promise<ScoreEnd> {
    const { signal, wake, budget, clock, isAskingOver } = this.#parts;
    for (;;) {
      if (signal.aborted || this.#broken !== undefined) return { kind: 'aborted' };
      const over = isAskingOver();
      const restMs = this.#restsUntilMs - clock.monotonicMs();
      if (!over && restMs > 0) {
        await wake.wait(restMs);
        continue;
      }
      this.#fill();
      if (over && this.#waiting.length === 0 && this.#underWay === 0) return { kind: 'scored-all' };
      const batch = this.#nextSize(over);
      const usd = batch * this.usualUsd;
      const cap = usd > 0 ? budget.wouldBreak(usd) : undefined;
      if (batch > 0 && cap === undefined) this.#start(this.#waiting.splice(0, batch), usd);
      else if (cap !== undefined && over && this.#underWay === 0) return { kind: 'over-cap', cap };
      else await wake.wait(Number.POSITIVE_INFINITY);
    }
  }

  #fill(): void {
    const { store, run, scorer } = this.#parts;
    if (this.#waiting.length >= scorer.batchSize) return;
    const page = store.unlabelled(run, this.#after, 2 * scorer.batchSize);
    this.#after = page.at(-1)?.response ?? this.#after;
    this.#waiting.push(...page);
  }

  /** Full batches while asking goes on; a smaller one when the scorer would idle, and has rested from the last such. */
  #nextSize(isLast: boolean): number {
    const { batchSize, parallelBatches } = this.#parts.scorer;
    if (this.#underWay >= parallelBatches) return 0;
    if (this.#waiting.length >= batchSize) return batchSize;
    return isLast || this.#underWay === 0 ? this.#waiting.length : 0;
  }

  #start(batch: readonly Unlabelled[], reservedUsd: number): void {
    const { budget, wake, scorer, clock } = this.#parts;
    if (batch.length < scorer.batchSize) this.#restsUntilMs = clock.monotonicMs() + REST_MS;
    this.#underWay += 1;
    budget.reserve(reservedUsd);
    let spentUsd = 0;
    this.#score(batch)
      .then((usd) => {
        spentUsd = usd;
      })
      .catch((error: unknown) => {
        this.#broken ??= { error };
      })
      .finally(() => {
        this.#underWay -= 1;
        budget.settle(reservedUsd, spentUsd);
        wake.call();
      });
  }

  async #score(batch: readonly Unlabelled[]): Promise<number> {
    const { scorer, signal, clock, journal } = this.#parts;
    const startedMs = clock.monotonicMs();
    const verdicts = await scorer.score(
      batch.map(({ item }) => item),
      signal,
    );
    refuseNonsense(batch, verdicts);
    const latencyMs = clock.monotonicMs() - startedMs;
    const at = clock.now();
    journal.scored(batch.flatMap((unlabelled, index) => entryOf(unlabelled, verdicts[index], latencyMs, at)));
    const usd = verdicts.reduce((sum, { cost }) => sum + (cost?.costUsd ?? 0), 0);
    this.#verdicts += verdicts.length;
    this.#spentUsd += usd;
    return usd;
  }
}

/** Verdicts may come from another machine: what no scorer of Flames can say is no label. */
const refuseNonsense = (batch: readonly Unlabelled[], verdicts: readonly Verdict[]): void => {
  if (verdicts.length !== batch.length)
    throw new Error(`The scorer gave ${verdicts.length} verdicts for ${batch.length} responses.`);
  for (const [at, { item }] of batch.entries()) {
    const verdict = verdicts[at];
    if (verdict?.kind === 'label' && !isAllowedLabel(item.dimension, verdict.label))
      throw new Error(`The scorer gave a ${verdict.label} on ${item.dimension}, which has no such label.`);
  }
};

const entryOf = (
  { response, prompt, item }: Unlabelled,
  verdict: Verdict | undefined,
  latencyMs: number,
  at: Date,
): ScoredEntry[] => {
  if (verdict === undefined) return [];
  const attempt = scoringAttempt(prompt, verdict, latencyMs, at);
  const scored = { response, verdict, at };
  return [{ scored, dimension: item.dimension, ...(attempt === undefined ? {} : { attempt }) }];
};

export const createScoring = (parts: ScoreParts): Scoring => new BatchScoring(parts);
