import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { OperationCounts } from '../../src/ports/metrics.ts';
import { type OperationServer, startOperationServer } from './operation-server.ts';
import { createPrometheusMetrics } from './prometheus-metrics.ts';

const servers: OperationServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const COUNTS: OperationCounts = {
  runs: { queued: 1, running: 2, stopped: 0, completed: 7, cancelled: 0, failed: 0 },
  waitingForLabel: 30,
  outbox: { waiting: 4, dead: 1 },
};

const start = async (problems: readonly string[] = [], counts = () => COUNTS) => {
  const metrics = createPrometheusMetrics(counts);
  const server = await startOperationServer('127.0.0.1', 0, {
    problems: () => problems,
    metrics: metrics.page,
  });
  servers.push(server);
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return { get, metrics, port: server.port };
};

describe('the pages for whoever operates the bot', () => {
  it('say that the process lives, and whether it can work or why not', async () => {
    expect(await (await start()).get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await (await start()).get('/readyz')).toMatchObject({ status: 200, text: 'ready\n' });
    const starting = await start(['starting', 'the store cannot be read']);
    expect(await starting.get('/healthz')).toMatchObject({ status: 200 });
    expect(await starting.get('/readyz?verbose')).toMatchObject({
      status: 503,
      text: 'starting\nthe store cannot be read\n',
    });
  });

  it('count what the process did and what the store holds', async () => {
    const { get, metrics } = await start();
    metrics.asked('answered');
    metrics.asked('answered');
    metrics.asked('timeout');
    metrics.scored({ labelled: 15, unscored: 1 }, 80);
    metrics.handled('command', 12);
    const { text, headers } = await get('/metrics');
    expect(headers.get('content-type')).toContain('version=0.0.4');
    for (const line of [
      'flames_requests_total{outcome="answered"} 2',
      'flames_requests_total{outcome="timeout"} 1',
      'flames_verdicts_total{verdict="labelled"} 15',
      'flames_verdicts_total{verdict="unscored"} 1',
      'flames_scoring_batch_seconds_sum 0.08',
      'flames_event_seconds_count{kind="command"} 1',
      'flames_runs{state="completed"} 7',
      'flames_scoring_queue 30',
      'flames_outbox_posts{state="waiting"} 4',
      'flames_outbox_posts{state="dead"} 1',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('take nothing but questions, know no other page, and survive a store that cannot be read', async () => {
    const { get } = await start([], () => {
      throw new Error('disk');
    });
    expect(await get('/healthz', 'POST')).toMatchObject({ status: 405 });
    expect(await get('/')).toMatchObject({ status: 404 });
    expect(await get('/../../etc/passwd')).toMatchObject({ status: 404 });
    const metrics = await get('/metrics');
    expect(metrics).toMatchObject({ status: 503 });
    expect(metrics.text).not.toContain('disk');
    expect(await get('/healthz')).toMatchObject({ status: 200 });
  });

  it('say in one sentence when their port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((settle) => other.once('listening', settle));
    const { port } = other.address() as AddressInfo;
    const pages = { problems: () => [], metrics: async () => '' };
    await expect(startOperationServer('127.0.0.1', port, pages)).rejects.toMatchObject({
      code: 'port-unusable',
    });
    other.close();
  });
});
