/** How far late timers may be caught up, ms: their grain, and at most a part of the interval that no window notices. */
const LEAST_SLACK_MS = 10;
const MOST_SLACK_MS = 15;

export interface Spacing {
  /** Milliseconds until the next request may go; 0 when it may go now. */
  waitMs(nowMs: number, perSecond: number): number;
  sent(nowMs: number, perSecond: number): void;
}

/**
 * Spreads requests evenly: one every 1/rate seconds, without saving up unused ones, so that no window of a server's
 * count holds more than its share.
 */
export const createSpacing = (): Spacing => {
  let last = Number.NEGATIVE_INFINITY;
  const interval = (perSecond: number): number => 1000 / perSecond;
  const slack = (perSecond: number): number =>
    Math.max(LEAST_SLACK_MS, Math.min(interval(perSecond) / 2, MOST_SLACK_MS));
  return {
    waitMs: (nowMs, perSecond) => Math.max(0, last + interval(perSecond) - nowMs),
    sent(nowMs, perSecond) {
      last = Math.max(last + interval(perSecond), nowMs - slack(perSecond));
    },
  };
};
