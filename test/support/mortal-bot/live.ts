import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** How one life of the bot went. */
export interface Life {
  readonly killed: boolean;
  readonly code: number | null;
  readonly moments: number;
  readonly stderr: string;
}

/** One life of the bot, from its start until nothing is left to do or it is killed. */
export const live = async (home: string, ledger: string, killAt?: number): Promise<Life> => {
  const child = spawn(process.execPath, [resolve('test/support/mortal-bot/main.mjs')], {
    cwd: home,
    env: {
      PATH: process.env['PATH'] ?? '',
      FLAMES_HOME: home,
      CHAT_LEDGER: ledger,
      KILL_AT: killAt === undefined ? '' : String(killAt),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (part) => {
    stdout += part;
  });
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  const [code, signal] = await once(child, 'close');
  return { killed: signal === 'SIGKILL', code, moments: Number(stdout), stderr };
};
