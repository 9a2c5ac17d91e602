import type { Writable } from 'node:stream';
import { drawProgress } from '../terminal/draw-bar.ts';

const BAR_WIDTH = 24;
const LEAST_MS_BETWEEN = 100;

export interface ProgressLine {
  /** Shows how far something is; on a screen in place, elsewhere nothing until the end. */
  update(done: number, total: number, text: string): void;
  /** Writes a sentence above the bar; where nobody watches, too. */
  say(sentence: string): void;
  /** Leaves the line as it last was. */
  end(): void;
}

/** A bar on one line of a terminal; silent where nobody watches. */
export const createProgressLine = (
  output: Writable & { readonly isTTY?: boolean },
  monotonicMs: () => number,
): ProgressLine => {
  let lastAt = Number.NEGATIVE_INFINITY;
  let shown = '';
  const draw = (line: string): void => {
    output.write(`\r\u001b[2K${line}`);
    shown = line;
  };
  return {
    update: (done, total, text) => {
      if (output.isTTY !== true) return;
      const now = monotonicMs();
      if (done < total && now - lastAt < LEAST_MS_BETWEEN) return;
      lastAt = now;
      draw(`${drawProgress(done, total, BAR_WIDTH, true)} ${text}`);
    },
    say: (sentence) => {
      output.write(shown === '' ? `${sentence}\n` : `\r\u001b[2K${sentence}\n${shown}`);
    },
    end: () => {
      if (shown !== '') output.write('\n');
      shown = '';
    },
  };
};
