/**
 * How far late timers may be caught up, ms: little at slow rates, where one request more is noticed in a server's window;
 * more at fast ones, where every pause of the event loop would cost many.
 */
const SLACK_MS = 6;
const FAST_SLACK_MS = 15;
const FAST_PER_SECOND = 100;

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
  const slack = (perSecond: number): number => (perSecond >= FAST_PER_SECOND ? FAST_SLACK_MS : SLACK_MS);
  return {
    waitMs: (nowMs, perSecond) => Math.max(0, last + interval(perSecond) - nowMs),
    sent(nowMs, perSecond) {
      last = Math.max(last + interval(perSecond), nowMs - slack(perSecond));
    },
  };
};
