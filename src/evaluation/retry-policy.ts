import type { FailedAttempt, FailureClass } from '../ports/target-model.ts';

/** How long to wait before a failed request is made again, in milliseconds. */
export interface Backoff {
  readonly baseMs: number;
  readonly mostMs: number;
}

export const DEFAULT_BACKOFF: Backoff = { baseMs: 500, mostMs: 30_000 };

/**
 * Requests that one prompt gets, at most, when they end like this. What the model or a filter decided is not asked
 * again: another try would only be kinder to the model than its users' first.
 */
const MOST_TRIES: Readonly<Record<FailureClass, number>> = {
  'rate-limited': 8,
  'server-error': 6,
  network: 6,
  timeout: 3,
  malformed: 5,
  'too-large': 2,
  empty: 3,
  unauthorized: 3,
  'not-found': 3,
  'content-filter': 1,
  'thought-only': 1,
  'tool-call': 1,
  'bad-request': 1,
};

/** Doublings of the wait: few after a refusal for the endpoint's limits, since the whole model slows down for it. */
const MOST_DOUBLINGS = 20;
const MOST_DOUBLINGS_WHEN_REFUSED = 3;

/** Whether a prompt that was asked `tries` times may be asked again after this failure. */
export const mayRetry = (failure: FailureClass, tries: number): boolean => tries < MOST_TRIES[failure];

/**
 * Milliseconds before the next try: full jitter over an exponential (Brooker, "Exponential Backoff And Jitter", 2015),
 * after whatever the endpoint told to wait. `random` gives 0 to 1.
 */
export const backoffMs = (
  failed: FailedAttempt,
  tries: number,
  backoff: Backoff,
  random: () => number,
): number => {
  const most = failed.failure === 'rate-limited' ? MOST_DOUBLINGS_WHEN_REFUSED : MOST_DOUBLINGS;
  const boundMs = Math.min(backoff.mostMs, backoff.baseMs * 2 ** Math.min(tries - 1, most));
  return (failed.retryAfterMs ?? 0) + random() * boundMs;
};
