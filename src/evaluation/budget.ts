/** Caps in USD; absent: none. */
export interface CostCaps {
  readonly costPerRunUsd?: number | undefined;
  readonly costPerDayUsd?: number | undefined;
}

export type CapName = 'run' | 'day';

export interface Budget {
  /** The cap that so many more USD would break, counting all that is under way. */
  wouldBreak(usd: number): CapName | undefined;
  reserve(usd: number): void;
  /** What was reserved is known now. */
  settle(reservedUsd: number, actualUsd: number): void;
  /** Puts in what the store knows of the day; everything spent here so far is stored. */
  refreshDay(spentUsd: number): void;
}

/** Holds the caps with many requests under way: each reserves the most that it may cost before it goes. */
export const createBudget = (caps: CostCaps, spentOnRunUsd: number, spentTodayUsd: number): Budget => {
  let run = spentOnRunUsd;
  let day = spentTodayUsd;
  let reserved = 0;
  return {
    wouldBreak(usd) {
      if (run + reserved + usd > (caps.costPerRunUsd ?? Number.POSITIVE_INFINITY)) return 'run';
      return day + reserved + usd > (caps.costPerDayUsd ?? Number.POSITIVE_INFINITY) ? 'day' : undefined;
    },
    reserve(usd) {
      reserved += usd;
    },
    settle(reservedUsd, actualUsd) {
      reserved = Math.max(0, reserved - reservedUsd);
      run += actualUsd;
      day += actualUsd;
    },
    refreshDay(spentUsd) {
      day = spentUsd;
    },
  };
};
