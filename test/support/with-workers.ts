import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { startARedis } from './a-redis.ts';

/** Every journey of this test run is scored by two workers: `run-flames` and `a-bot` pass the address on. */
export default async function setup(): Promise<() => Promise<void>> {
  const redis = await startARedis();
  process.env['JOURNEYS_REDIS_URL'] = redis.url;
  const workers = [1, 2].map(() =>
    spawn(process.execPath, [resolve('bin/flames'), 'worker'], {
      cwd: tmpdir(),
      env: { PATH: process.env['PATH'] ?? '', REDIS_URL: redis.url, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
  return async () => {
    for (const worker of workers) {
      worker.kill('SIGTERM');
      await once(worker, 'exit');
    }
    await redis.close();
  };
}
