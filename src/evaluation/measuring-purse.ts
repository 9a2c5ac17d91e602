import type { ScoreItem, ScoringCost, Verdict } from '../ports/scorer.ts';
import { sumCosts } from '../scoring/judge/scoring-cost.ts';
import type { Purse } from '../scoring/score-all.ts';
import { type CostCaps, createBudget, type SetAside } from './budget.ts';

/** A judge whose answer cannot be used is asked once more. */
const ASKED_AT_MOST = 2;

export interface MeasuringPurseSettings {
  readonly caps: CostCaps;
  /** 0 outside of runs. */
  readonly spentOnRunUsd: number;
  /** What the store knows of the last 24 hours. */
  spentTodayUsd(): number;
  /** What one response is likely to cost; null where nobody knows a price. */
  estimateUsd(item: ScoreItem): number | null;
  /** Shared with the runs of this process. */
  readonly setAside: SetAside;
}

export interface MeasuringPurse extends Purse {
  /** Whether a cap was what ended it. */
  readonly isOver: boolean;
  /** Of all that was asked. */
  readonly cost: ScoringCost;
  /** What was spent and `stored` was not told of. */
  readonly unstoredUsd: number;
  /** All that was spent so far is stored. */
  stored(): void;
}

class BudgetedPurse implements MeasuringPurse {
  readonly #settings: MeasuringPurseSettings;
  readonly #budget;
  /** An answer may be longer than anybody guessed: the dearest is taken to come again. */
  #dearestUsd = 0;
  #unstoredUsd = 0;
  #isOver = false;
  #cost = sumCosts([]);

  constructor(settings: MeasuringPurseSettings) {
    const { caps, spentOnRunUsd, setAside } = settings;
    this.#settings = settings;
    this.#budget = createBudget(caps, spentOnRunUsd, 0, setAside);
  }

  get cost(): ScoringCost {
    return this.#cost;
  }

  get unstoredUsd(): number {
    return this.#unstoredUsd;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  take(batch: readonly ScoreItem[]): number | undefined {
    const { caps, spentTodayUsd, estimateUsd } = this.#settings;
    const usd = batch.reduce(
      (sum, item) => sum + Math.max(ASKED_AT_MOST * (estimateUsd(item) ?? 0), this.#dearestUsd),
      0,
    );
    if (caps.costPerDayUsd !== undefined) this.#budget.refreshDay(spentTodayUsd() + this.#unstoredUsd);
    this.#isOver = usd > 0 && this.#budget.wouldBreak(usd) !== undefined;
    if (this.#isOver) return undefined;
    this.#budget.reserve(usd);
    return usd;
  }

  settle(takenUsd: number, verdicts: readonly Verdict[] | null): void {
    if (verdicts === null) return this.#budget.settle(takenUsd, null);
    const costs = verdicts.flatMap(({ cost }) => cost ?? []);
    const spentUsd = costs.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
    this.#cost = sumCosts([this.#cost, ...costs]);
    this.#budget.settle(takenUsd, spentUsd);
    this.#unstoredUsd += spentUsd;
    this.#dearestUsd = Math.max(this.#dearestUsd, spentUsd / Math.max(1, verdicts.length));
  }

  stored(): void {
    this.#unstoredUsd = 0;
  }
}

/** Holds the caps on cost while a scorer is measured, with many requests under way: each reserves the most that it may cost. */
export const createMeasuringPurse = (settings: MeasuringPurseSettings): MeasuringPurse =>
  new BudgetedPurse(settings);
