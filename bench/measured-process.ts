import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './temporary-folder.ts';

const REPORTER = fileURLToPath(new URL('../../bench/report-usage.mjs', import.meta.url));

export interface Usage {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly mostRssBytes: number;
  /** Resident bytes every quarter of a second. */
  readonly rss: readonly number[];
}

export interface Measured {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly usage: Usage;
}

/** Runs a script of Node to its end and says what it took, its threads included. */
export const measuredProcess = (
  script: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const report = join(temporaryFolder(), 'usage.json');
    const startedMs = performance.now();
    const child = spawn(process.execPath, ['--import', REPORTER, script, ...words], {
      env: { ...process.env, ...environment, USAGE_REPORT: report },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (exitCode) => {
      const usage = JSON.parse(readFileSync(report, 'utf8')) as Omit<Usage, 'wallMs'>;
      resolve({ exitCode, stdout, stderr, usage: { ...usage, wallMs: performance.now() - startedMs } });
    });
  });
