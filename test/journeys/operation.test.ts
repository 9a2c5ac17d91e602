import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFaultEndpoint } from '../support/fault-endpoint/create-fault-endpoint.mjs';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const startChat = (home: string, env: Readonly<Record<string, string>> = {}) =>
  spawn(process.execPath, [resolve('bin/flames'), 'chat'], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', FLAMES_HOME: home, ...env },
  });

/** What the chat has shown once it has shown `text`. Its output stays open: a chat that cannot write any more ends. */
const shownWith = (chat: ReturnType<typeof startChat>, text: string): Promise<string> =>
  new Promise((settle, fail) => {
    let shown = '';
    chat.stdout.setEncoding('utf8').on('data', (part: string) => {
      shown += part;
      if (shown.includes(text)) settle(shown);
    });
    chat.stdout.once('end', () => fail(new Error(`The chat ended without "${text}": ${shown}`)));
  });

const configure = (home: string, baseUrl: string): void =>
  writeFileSync(
    join(home, 'flames.config.yaml'),
    JSON.stringify({ models: { remote: { baseUrl, model: 'm', concurrency: 4, apiKeyEnv: 'REMOTE_KEY' } } }),
  );

const linesOf = (home: string) =>
  readFileSync(join(home, 'flames.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the bot under operation', () => {
  it('tells health, readiness and what it did on a private port, and logs ids but no secret', async () => {
    const home = temporaryFolder();
    const endpoint = await createFaultEndpoint({ faultRate: 0, variantRate: 0 });
    configure(home, endpoint.baseUrl);
    const port = await freePort();
    const env = { METRICS_PORT: String(port), REMOTE_KEY: 'sesame-sesame', LOG_LEVEL: 'debug' };
    const chat = startChat(home, env);
    chat.stdin.write('evaluate remote smoke --scorer refusal-rule\n');
    const shown = await shownWith(chat, 'Scorecard ·');
    const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    expect(await get('/healthz')).toBe('ok\n');
    expect(await get('/readyz')).toBe('ready\n');
    const metrics = (await get('/metrics')).split('\n');
    expect(metrics).toContain('flames_requests_total{outcome="answered"} 10');
    expect(metrics).toContain('flames_verdicts_total{verdict="labelled"} 10');
    expect(metrics).toContain('flames_runs{state="completed"} 1');
    expect(metrics).toContain('flames_scoring_queue 0');
    expect(metrics).toContain('flames_event_seconds_count{kind="command"} 1');
    chat.stdin.end();
    await once(chat, 'close');
    await endpoint.close();
    const id = /run-[0-9a-z]{8}/.exec(shown)?.[0];
    const lines = linesOf(home);
    expect(lines.find(({ msg }) => msg === 'run ended')).toMatchObject({
      run: id,
      state: 'completed',
      done: 10,
    });
    expect(lines.find(({ msg }) => msg === 'event handled')).toMatchObject({ event: expect.any(String) });
    expect(readFileSync(join(home, 'flames.log'), 'utf8')).not.toContain('sesame');
  });

  it('ends within ten seconds of SIGTERM, whatever a model does meanwhile, and the run goes on later', async () => {
    const home = temporaryFolder();
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((settle) => {
      asked = settle;
    });
    const silent = createServer(() => asked()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    configure(home, `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`);
    const chat = startChat(home, { REMOTE_KEY: 'x' });
    chat.stdin.write('evaluate remote smoke --scorer refusal-rule\n');
    await isAsked;
    chat.kill('SIGTERM');
    const impatience = setTimeout(() => chat.kill('SIGKILL'), 10_000);
    const [code, signal] = await once(chat, 'close');
    clearTimeout(impatience);
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    silent.closeAllConnections();
    silent.close();
  });

  it('says a wrong setting before anything starts', async () => {
    const home = temporaryFolder();
    const chat = startChat(home, { METRICS_PORT: '99999', LOG_LEVEL: 'loud', REDIS_URL: 'http://x' });
    chat.stdin.end();
    const [said] = await once(chat.stderr.setEncoding('utf8'), 'data');
    await once(chat, 'close');
    expect(chat.exitCode).toBe(1);
    for (const name of ['METRICS_PORT', 'LOG_LEVEL', 'REDIS_URL']) expect(said).toContain(name);
    expect(existsSync(join(home, 'flames.db'))).toBe(false);
  });
});

it('a program that cannot end ends all the same nine seconds after SIGTERM', async () => {
  const module = new URL('../../dist/src/wiring/stop-signal.js', import.meta.url).href;
  const stuck = `import { stopSignal } from '${module}'; stopSignal(); setInterval(() => {}, 1000); console.log('up');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', stuck]);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const [code] = await once(child, 'close');
  clearTimeout(impatience);
  expect(code).toBe(130);
});
