import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { checkEndpoint } from './check-endpoint.ts';

const endings: (() => unknown)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** An endpoint that knows one key, and answers with a status to those who have it. */
const endpoint = async (status: number): Promise<string> => {
  const server = createServer((request, response) => {
    const known = request.url === '/v1/models' && request.headers.authorization === 'Bearer right';
    response.writeHead(known ? status : 401, { location: 'http://127.0.0.1:9/' }).end('{"data":[]}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
};

const check = async (status: number, key = 'right'): Promise<string> => {
  const baseUrl = await endpoint(status);
  try {
    await checkEndpoint({ name: 'model-x', baseUrl: `${baseUrl}/`, apiKey: new Secret(key) });
    return 'well';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/http\S+/, 'URL') : 'thrown';
  }
};

it('finds an endpoint well that answers, also when it lists no models', async () => {
  expect(await check(200)).toBe('well');
  expect(await check(404)).toBe('well');
});

it('names the key that is refused, and does not print it', async () => {
  const problem = await check(200, 'wrong-key');
  expect(problem).toContain('refuses the key');
  expect(problem).not.toContain('wrong-key');
});

it('says that an endpoint fails, or sends elsewhere', async () => {
  expect(await check(503)).toContain('503');
  expect(await check(301)).toContain('another address');
});

it('says that nothing listens there', async () => {
  const refused = checkEndpoint({ name: 'model-x', baseUrl: 'http://127.0.0.1:9/v1' });
  await expect(refused).rejects.toThrow(/model-x.*cannot be reached.*ECONNREFUSED/);
});
