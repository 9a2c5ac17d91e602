/** Whoever sent SIGTERM waits for 10 seconds; what is stored survives any end. */
const PATIENCE_MS = 9000;

/**
 * Aborts at the first Ctrl-C or SIGTERM, so that work ends cleanly; a second one ends the process at once, and so does
 * work that has not ended after 9 seconds.
 */
export const stopSignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
      // the work may be over, and a connection left that nobody answers
      setTimeout(() => process.exit(process.exitCode ?? 130), PATIENCE_MS).unref();
    });
  }
  return controller.signal;
};
