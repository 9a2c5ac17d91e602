/** Where a model that nobody knows yet starts. */
const START = 64;
/** Overload is believed when this many of the last `WINDOW` requests met it. */
const OVERLOADS = 8;
const WINDOW = 20;
const CUT = 0.5;
/** Growth a round trip once there was a cut, as a share of the limit; at least one. */
const GROWTH = 0.1;

export interface ConcurrencyLimit {
  /** How many requests may be under way. */
  readonly limit: number;
  succeeded(sentAtMs: number, underWay: number): void;
  /** A timeout, a broken connection, a server error: a sign of overload when it comes in numbers. */
  strained(sentAtMs: number, nowMs: number): void;
}

/**
 * Additive increase, multiplicative decrease between 1 and `most`: doubles a round trip until the first cut, halves
 * when many of the recent requests met overload, then grows by a tenth a round trip. Single failures do not cut, and
 * answers to requests that were sent before a cut do not count against the limit after it.
 */
export const createConcurrencyLimit = (most: number): ConcurrencyLimit => {
  let limit = Math.min(most, START);
  let wasCut = false;
  let lastCutMs = Number.NEGATIVE_INFINITY;
  let seen = 0;
  let strains = 0;

  const restart = (): void => {
    seen = 0;
    strains = 0;
  };
  const note = (strain: boolean): void => {
    seen += 1;
    strains += strain ? 1 : 0;
    if (seen > WINDOW && strains < OVERLOADS) restart();
  };

  return {
    get limit() {
      return Math.max(1, Math.floor(limit));
    },
    succeeded(sentAtMs, underWay) {
      if (sentAtMs < lastCutMs) return;
      note(false);
      if (underWay * 2 < limit) return;
      limit = Math.min(most, limit + (wasCut ? Math.max(1 / limit, GROWTH) : 1));
    },
    strained(sentAtMs, nowMs) {
      if (sentAtMs < lastCutMs) return;
      note(true);
      if (strains < OVERLOADS) return;
      limit = Math.max(1, limit * CUT);
      wasCut = true;
      lastCutMs = nowMs;
      restart();
    },
  };
};
