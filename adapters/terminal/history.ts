import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { HISTORY_LINES } from './limits.ts';

export interface History {
  /** Newest first, as readline wants them. */
  load(): string[];
  append(line: string): void;
}

/** A history that cannot be kept is no reason to stop. */
const attempt = <Result>(work: () => Result, otherwise: Result): Result => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

const readLines = (path: string): readonly string[] =>
  attempt(() => readFileSync(path, 'utf8'), '')
    .split('\n')
    .filter((line) => line !== '');

/** Typed lines in a file that only its owner reads; without a path nothing is kept. */
export const createHistory = (path: string | undefined): History => {
  if (path === undefined) return { load: () => [], append: () => undefined };
  return {
    load: () => {
      const lines = readLines(path);
      const kept = lines.slice(-HISTORY_LINES);
      if (kept.length < lines.length)
        attempt(() => writeFileSync(path, `${kept.join('\n')}\n`, { mode: 0o600 }), undefined);
      return kept.toReversed();
    },
    append: (line) => attempt(() => appendFileSync(path, `${line}\n`, { mode: 0o600 }), undefined),
  };
};
