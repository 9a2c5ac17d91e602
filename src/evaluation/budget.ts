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
  /** What was reserved is known now; null: it was spent and nobody counted it, so all that was reserved is taken as spent. */
  settle(reservedUsd: number, actualUsd: number | null): void;
  /** Puts in what the store knows of the day; everything counted here so far is stored. */
  refreshDay(spentUsd: number): void;
}

/** USD set aside for what is under way in all runs of this process. */
export interface SetAside {
  usd: number;
}

/** Holds the caps with many requests under way: each reserves the most that it may cost before it goes. */
export const createBudget = (
  caps: CostCaps,
  spentOnRunUsd: number,
  spentTodayUsd: number,
  setAside: SetAside = { usd: 0 },
): Budget => {
  let run = spentOnRunUsd;
  let day = spentTodayUsd;
  let reserved = 0;
  let uncounted = 0;
  return {
    wouldBreak(usd) {
      if (run + reserved + usd > (caps.costPerRunUsd ?? Number.POSITIVE_INFINITY)) return 'run';
      return day + setAside.usd + usd > (caps.costPerDayUsd ?? Number.POSITIVE_INFINITY) ? 'day' : undefined;
    },
    reserve(usd) {
      reserved += usd;
      setAside.usd += usd;
    },
    settle(reservedUsd, actualUsd) {
      reserved = Math.max(0, reserved - reservedUsd);
      setAside.usd = Math.max(0, setAside.usd - reservedUsd);
      const spentUsd = actualUsd ?? reservedUsd;
      run += spentUsd;
      day += spentUsd;
      if (actualUsd === null) uncounted += reservedUsd;
    },
    refreshDay(spentUsd) {
      day = spentUsd + uncounted;
    },
  };
};
