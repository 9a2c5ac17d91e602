const LEAST_MS = 20 * 60_000;
const FULL_TRIES = 3;

/** Milliseconds after which a prompt is given up: 20 minutes, or three requests that take all the time they may. */
export const itemDeadlineMs = (timeoutSeconds: number): number =>
  Math.max(LEAST_MS, FULL_TRIES * timeoutSeconds * 1000);
