import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Flames {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
}

const BIN = resolve('bin/flames');

/** Where a test run has workers (`with-workers.ts`), the program is told of them. */
export const scoringMode = (): Readonly<Record<string, string>> => {
  const url = process.env['JOURNEYS_REDIS_URL'];
  return url === undefined ? {} : { REDIS_URL: url };
};

/** The real program in a process of its own, with a home of its own. */
export const startFlames = (
  words: readonly string[],
  {
    home,
    env = {},
    cwd = home,
    input,
  }: {
    readonly home: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd?: string;
    /** What is typed into it, over a pipe. */
    readonly input?: string;
  },
): Flames => {
  const child = spawn(process.execPath, [BIN, ...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', FLAMES_HOME: home, ...scoringMode(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // a program that ends before it has read everything is no fault of the test
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const finished = new Promise<Finished>((settle) =>
    child.on('close', (code) => settle({ code, stdout, stderr })),
  );
  return { process: child, finished };
};

/** The program to its end. */
export const runFlames = (
  words: readonly string[],
  options: Parameters<typeof startFlames>[1],
): Promise<Finished> => startFlames(words, options).finished;

/**
 * Where journeys are scored by workers, one that shares the scorers that this home trains, also later ones; gives what
 * ends it.
 */
export const startWorkerOf = (home: string): (() => Promise<unknown>) => {
  if (process.env['JOURNEYS_REDIS_URL'] === undefined) return async () => undefined;
  const worker = startFlames(['worker'], { home });
  return () => {
    worker.process.kill('SIGTERM');
    return worker.finished;
  };
};
