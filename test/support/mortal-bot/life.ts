import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../../../adapters/system/system-clock.ts';
import type { Workspace } from '../a-workspace.ts';
import { freePort } from '../slack-front.ts';

const PATIENCE_MS = 120_000;

/** One process of the real program that serves a workspace. */
export interface Life {
  readonly process: ChildProcess;
  readonly over: Promise<unknown>;
  readonly isOver: () => boolean;
  readonly said: () => string;
  /** What it logged as its own faults. */
  readonly faults: () => readonly string[];
  ready(): Promise<boolean>;
  /** Whether nothing waits to be posted. */
  drained(): Promise<boolean>;
}

export const startLife = async (home: string, { command, env, joined }: Workspace): Promise<Life> => {
  const port = await freePort();
  const child = spawn(process.execPath, [resolve('bin/flames'), command], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', FLAMES_HOME: home, METRICS_PORT: String(port), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdout.resume();
  joined(child);
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  let isOver = false;
  const over = once(child, 'close').then(() => {
    isOver = true;
  });
  const get = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      (answer) => answer.text(),
      () => '',
    );
  return {
    ...{ process: child, over },
    isOver: () => isOver,
    said: () => said,
    faults: () => `${said}\n${ownLog(home)}`.split('\n').filter((line) => line.includes('"fault"')),
    ready: async () => (await get('/readyz')) === 'ready\n',
    drained: async () => (await get('/metrics')).includes('flames_outbox_posts{state="waiting"} 0\n'),
  };
};

/** Resolves to true as soon as it is so, false when the process is over before. */
export const until = async (
  what: string,
  life: Life,
  isSo: () => boolean | Promise<boolean>,
  left: () => string = () => '',
): Promise<boolean> => {
  for (const end = Date.now() + PATIENCE_MS; !life.isOver(); ) {
    if (await isSo()) return true;
    if (Date.now() > end)
      throw new Error(`In vain waited until ${what}: ${left()} ${life.said().slice(-4000)}`);
    await systemClock.sleep(20);
  }
  return false;
};

/** What a terminal chat, whose standard error is somebody's screen, logs. */
const ownLog = (home: string): string => {
  const path = join(home, 'flames.log');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
