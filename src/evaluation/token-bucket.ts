/** Seconds of allowance that may be saved up. */
const SAVED_S = 10;

export interface TokenBucket {
  /** Milliseconds until `amount` may be taken; an amount beyond what can be saved goes when the bucket is full. */
  waitMs(nowMs: number, amount: number): number;
  take(nowMs: number, amount: number): void;
  /** Puts right an estimate once the truth is known; may leave a debt. */
  settle(estimate: number, actual: number): void;
}

/** Holds an allowance a minute, of tokens say; starts full. */
export const createTokenBucket = (perMinute: number): TokenBucket => {
  const perMs = perMinute / 60_000;
  const capacity = perMs * SAVED_S * 1000;
  let level = capacity;
  let at = Number.NEGATIVE_INFINITY;
  const levelAt = (nowMs: number): number =>
    at === Number.NEGATIVE_INFINITY ? level : Math.min(capacity, level + (nowMs - at) * perMs);
  return {
    waitMs: (nowMs, amount) => Math.max(0, (Math.min(amount, capacity) - levelAt(nowMs)) / perMs),
    take(nowMs, amount) {
      level = levelAt(nowMs) - amount;
      at = nowMs;
    },
    settle(estimate, actual) {
      level = Math.min(capacity, level + estimate - actual);
    },
  };
};
