import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createCappedFetch, ResponseTooLarge } from './capped-fetch.ts';

const MOST_BYTES = 1000;
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

const aServer = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat?a=1`;
};
const post = (url: string, signal: AbortSignal | null = null): Promise<Response> =>
  createCappedFetch(MOST_BYTES)(url, { headers: new Headers({ 'x-of-ours': '1' }), body: '{}', signal });

it('sends what it is told where it is told, and asks for nothing compressed', async () => {
  const url = await aServer(({ method, url, headers }, response) =>
    response.end(JSON.stringify({ method, url, headers })),
  );
  expect(JSON.parse(await (await post(url)).text())).toMatchObject({
    method: 'POST',
    url: '/v1/chat?a=1',
    headers: { 'x-of-ours': '1', 'accept-encoding': 'identity' },
  });
});

it('gives status, headers and a text whose characters came in pieces', async () => {
  const [first, rest] = [Buffer.from('\uFEFF好的').subarray(0, 4), Buffer.from('\uFEFF好的').subarray(4)];
  const url = await aServer((_, response) => {
    response.writeHead(429, { 'retry-after': '7' });
    response.write(first, () => setImmediate(() => response.end(rest)));
  });
  const response = await post(url);
  expect({ status: response.status, ok: response.ok }).toEqual({ status: 429, ok: false });
  expect(response.headers.get('Retry-After')).toBe('7');
  expect(await response.text()).toBe('好的');
});

it('takes an answer without a body', async () => {
  const url = await aServer((_, response) => response.writeHead(204).end());
  expect(await (await post(url)).text()).toBe('');
});

it.each([
  ['says', true],
  ['does not say', false],
])('takes no answer beyond the limit from a server that %s how long it is', async (_, says) => {
  const closed: unknown[] = [];
  const url = await aServer((_, response) => {
    response.once('close', () => closed.push(response.writableFinished));
    if (says) response.setHeader('content-length', MOST_BYTES + 1);
    response.write('x'.repeat(says ? 1 : MOST_BYTES + 1));
  });
  await expect(post(url)).rejects.toThrow(ResponseTooLarge);
  while (closed.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(closed).toEqual([false]);
});

it('takes an answer that is as long as the limit', async () => {
  const url = await aServer((_, response) => response.end('x'.repeat(MOST_BYTES)));
  expect(await (await post(url)).text()).toHaveLength(MOST_BYTES);
});

it('sends nothing when it is told to stop before there is a connection', async () => {
  const asked: unknown[] = [];
  const url = await aServer((request, response) => {
    asked.push(request.url);
    response.end();
  });
  const fetch = createCappedFetch(MOST_BYTES);
  const leaving = new AbortController();
  const init = { headers: new Headers(), body: '{}' };
  const asking = fetch(url, { ...init, signal: leaving.signal });
  leaving.abort();
  await expect(asking).rejects.toBe(leaving.signal.reason);
  await fetch(url.replace('a=1', 'a=2'), init);
  expect(asked).toEqual(['/v1/chat?a=2']);
});

it('ends the connection when it is told to stop while it waits', async () => {
  const leaving = new AbortController();
  const closed = new Promise((resolve) => {
    aServer((_, response) => {
      response.once('close', resolve);
      leaving.abort();
    }).then((url) => post(url, leaving.signal).catch(() => undefined));
  });
  await closed;
});
