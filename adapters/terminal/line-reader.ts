import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { createHistory } from './history.ts';
import { HISTORY_LINES } from './limits.ts';

/** The line that is being typed. What is written to the screen goes above it. */
export interface Prompt {
  /** Takes it off the screen; the cursor stands where it began. */
  hide(): void;
  /** Draws it at the cursor, with what was typed so far. */
  show(): void;
}

export interface LineReader extends Prompt {
  rename(prompt: string): void;
  close(): void;
}

interface LineReaderOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** A person types: editing, completion and history. */
  readonly interactive: boolean;
  readonly prompt: string;
  readonly historyFile: string | undefined;
  /** Words that may stand at the end of the line. */
  readonly complete: (line: string) => readonly string[];
  readonly onLine: (line: string) => void;
  /** Something other than ours was drawn or cleared: what is where on the screen is not known any more. */
  readonly onDisturbed: () => void;
  readonly onEnd: () => void;
}

/** Reads lines from a pipe or from a person until the input ends. */
export const openLineReader = (options: LineReaderOptions): LineReader =>
  options.interactive ? readTyped(options) : readPiped(options);

const readPiped = ({ input, onLine, onEnd }: LineReaderOptions): LineReader => {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false });
  lines.on('line', onLine).on('close', onEnd);
  const nothing = (): void => undefined;
  return { hide: nothing, show: nothing, rename: nothing, close: () => lines.close() };
};

const readTyped = (options: LineReaderOptions): LineReader => {
  const { output, onLine, onDisturbed, onEnd } = options;
  const history = createHistory(options.historyFile);
  const lines = openTyped(options, history.load());
  let closed = false;
  const reader: LineReader = {
    hide: () => {
      if (closed) return;
      moveCursor(output, 0, -lines.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      // readline's own count of rows above the cursor: it would go up by them, and does not keep it over a paste
      Object.assign(lines, { prevRows: 0 });
    },
    show: () => {
      if (!closed) lines.prompt(true);
    },
    rename: (prompt) => lines.setPrompt(prompt),
    close: () => lines.close(),
  };
  lines
    .on('line', (line) => {
      if (line.trim() !== '') history.append(line);
      onDisturbed();
      onLine(line);
    })
    .on('SIGINT', () => interrupt(lines))
    .on('SIGCONT', onDisturbed)
    .on('close', () => {
      closed = true;
      output.write('\n');
      onDisturbed();
      onEnd();
    });
  return reader;
};

const openTyped = (options: LineReaderOptions, history: string[]): Interface => {
  const { input, output, prompt, complete, onDisturbed } = options;
  const lines = createInterface({
    input,
    output,
    prompt,
    history,
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    terminal: true,
    completer: (line: string): [string[], string] => {
      const typed = /\S*$/u.exec(line)?.[0] ?? '';
      const words = complete(line).filter((word) => word.startsWith(typed));
      if (words.length !== 1) onDisturbed();
      return [words.map((word) => `${word} `), typed];
    },
  });
  input.on('keypress', (_, key: { readonly ctrl?: boolean; readonly name?: string } | undefined) => {
    if (key?.ctrl === true && key.name === 'l') onDisturbed();
  });
  return lines;
};

/** Ctrl-C empties the line first, and ends the chat on an empty one. */
const interrupt = (lines: Interface): void => {
  if (lines.line === '') lines.close();
  else {
    lines.write(null, { ctrl: true, name: 'e' });
    lines.write(null, { ctrl: true, name: 'u' });
  }
};
