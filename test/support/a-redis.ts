import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectRedis } from '../../adapters/bullmq/redis.ts';
import { Secret } from '../../src/secret.ts';

export interface ARedis {
  readonly url: string;
  readonly secret: Secret;
  /** Ends the server at once; what it wrote down stays. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Loses all that it has. */
  flush(): Promise<void>;
  /** Ends it for good and removes its folder. */
  close(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** A Redis server of its own, on a free port of this machine, that writes everything down as `compose.yaml` tells it to. */
export const startARedis = async (): Promise<ARedis> => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'flames-redis-'));
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const settings = `--port ${port} --bind 127.0.0.1 --appendonly yes --maxmemory-policy noeviction --save`;
    server = spawn('redis-server', [...settings.split(' '), ''], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    for await (const part of server.stdout ?? []) {
      said += String(part);
      if (said.includes('Ready to accept connections')) break;
    }
    if (!said.includes('Ready to accept')) throw new Error(`redis-server did not start: ${said}`);
  };
  const kill = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  await start();
  const url = `redis://127.0.0.1:${port}`;
  const secret = new Secret(url);
  return {
    ...{ url, secret, kill, start },
    flush: async () => {
      const client = connectRedis(secret);
      await client.flushall();
      client.endAll();
    },
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
