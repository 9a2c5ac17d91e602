/** Work in steps that are each short enough for others to wait for; its result comes with the last one. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all steps in one go. */
export const atOnce = <Result>(steps: Steps<Result>): Result => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

/** Resolves when whatever else waits in this thread has had its turn. */
export const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Does the steps one by one and lets whatever else waits in this thread have its turn before each. */
export const inTurns = async <Result>(steps: Steps<Result>): Promise<Result> => {
  for (;;) {
    await othersTurn();
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};
