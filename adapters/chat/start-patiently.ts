import { rest } from './owed.ts';

/** A start does not wait longer than this for its platform, which goes on trying. */
const PATIENCE_MS = 10_000;

interface Late {
  /** It came about after all, when nobody waited any more. */
  readonly onLate: () => void;
  /** It was refused when nobody waited any more. Must not throw. */
  readonly report: (error: unknown) => void;
}

/** Resolves when the connection is open, or after a start's patience; rejects when it is refused before. */
export const startPatiently = async (connecting: Promise<void>, { onLate, report }: Late): Promise<void> => {
  const patience = new AbortController();
  let late = false;
  connecting.then(
    () => void (late && onLate()),
    (error: unknown) => void (late && report(error)),
  );
  const giveUp = rest(PATIENCE_MS, patience.signal).then(() => {
    late = !patience.signal.aborted;
  });
  // a refusal must not be followed by seconds of waiting
  await Promise.race([connecting, giveUp]).finally(() => patience.abort());
};
