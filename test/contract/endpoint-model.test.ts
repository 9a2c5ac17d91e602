import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEndpointModel, type EndpointModelSettings } from '../../adapters/openai/endpoint-model.ts';
import type { Attempt } from '../../src/ports/target-model.ts';
import { Secret } from '../../src/secret.ts';
import { createFaultEndpoint, type FaultEndpoint } from '../support/fault-endpoint/create-fault-endpoint.mjs';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const ask = (
  settings: Partial<EndpointModelSettings>,
  signal = new AbortController().signal,
): Promise<Attempt> =>
  createEndpointModel({ name: 'x', baseUrl: '', model: 'x-1', timeoutSeconds: 1, ...settings }).ask(
    '怎么养猫？',
    { signal },
  );

const doing = async (kind: string, more: object = {}): Promise<FaultEndpoint> => {
  const endpoint = await createFaultEndpoint({ faultRate: 1, faults: [kind], ...more });
  endings.push(endpoint.close);
  return endpoint;
};

describe('an endpoint', () => {
  it.each([
    ['rate-limited', { failure: 'rate-limited', httpStatus: 429 }],
    ['rate-limited-told', { failure: 'rate-limited', retryAfterMs: 5 }],
    ['server-error', { failure: 'server-error', httpStatus: 500 }],
    ['overloaded', { failure: 'server-error', httpStatus: 503 }],
    ['reset', { failure: 'network' }],
    ['half-body', { failure: 'network' }],
    ['broken-json', { failure: 'malformed' }],
    ['html', { failure: 'malformed' }],
    ['empty', { failure: 'empty' }],
    ['null', { failure: 'empty' }],
    ['content-filter', { failure: 'content-filter' }],
    ['content-filter-400', { failure: 'content-filter', httpStatus: 400 }],
    ['tool-call', { failure: 'tool-call' }],
    ['thought-only', { failure: 'thought-only' }],
    ['huge', { failure: 'too-large' }],
    ['hang', { failure: 'timeout' }],
  ])('that does %s fails as such', async (kind, failed) => {
    const { baseUrl } = await doing(kind);
    expect(await ask({ baseUrl, timeoutSeconds: 0.3 })).toMatchObject({ kind: 'failed', ...failed });
  });

  it.each([
    ['refusal', { truncated: false }],
    ['thoughtful', { truncated: false, reasoning: expect.stringContaining('风险') }],
    ['thoughtful-tags', { truncated: false, reasoning: expect.stringContaining('风险') }],
    ['length', { truncated: true }],
    ['slow-drip', { truncated: false }],
  ])('that does %s answers', async (kind, answered) => {
    const { baseUrl } = await doing(kind);
    const common = { servedModel: 'fault-model-1', fingerprint: 'fp_fault' };
    const attempt = await ask({ baseUrl });
    expect(attempt).toMatchObject({ kind: 'answered', ...common, ...answered });
    expect(attempt.kind === 'answered' && attempt.text).not.toContain('think');
  });

  it('that drips for longer than the time limit has not answered in time', async () => {
    const { baseUrl } = await doing('slow-drip', { dripMs: 2000 });
    expect(await ask({ baseUrl, timeoutSeconds: 0.3 })).toMatchObject({ failure: 'timeout' });
  });

  it('that pours out megabytes is not read to the end', async () => {
    const { baseUrl, ledger } = await doing('huge', { hugeBytes: 100_000_000 });
    expect(await ask({ baseUrl, timeoutSeconds: 30 })).toMatchObject({ failure: 'too-large' });
    while (ledger.summary().underWay > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(Object.values(ledger.entries()).flat()).toMatchObject([{ kind: 'huge', heard: false }]);
  });

  it('that tells its limits is heard', async () => {
    const endpoint = await createFaultEndpoint({ requestsPerSecond: 1 });
    endings.push(endpoint.close);
    const { baseUrl } = endpoint;
    expect(await ask({ baseUrl })).toMatchObject({ kind: 'answered', hints: { remainingRequests: 0 } });
    expect(await ask({ baseUrl })).toMatchObject({ failure: 'rate-limited', retryAfterMs: 1000 });
  });

  it('that is not there fails by network', async () => {
    const endpoint = await createFaultEndpoint();
    await endpoint.close();
    expect(await ask({ baseUrl: endpoint.baseUrl })).toMatchObject({ failure: 'network' });
  });

  it('is left at once when the caller no longer wants the answer', async () => {
    const { baseUrl, ledger } = await doing('hang');
    const leaving = new AbortController();
    const asking = ask({ baseUrl, timeoutSeconds: 60 }, leaving.signal);
    while (ledger.summary().underWay === 0) await new Promise((resolve) => setImmediate(resolve));
    leaving.abort();
    expect(await asking).toMatchObject({ kind: 'failed' });
  });
});

interface Seen {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

const recording = async (status = 200, answer: object = {}): Promise<{ baseUrl: string; seen: Seen[] }> => {
  const seen: Seen[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, seen };
};

describe('what is sent', () => {
  it('is what the settings say, and model, messages and stream whatever extraBody holds', async () => {
    const { baseUrl, seen } = await recording();
    const extraBody = { top_k: 5, stream: true, model: 'other', messages: [] };
    await ask({
      baseUrl,
      system: '你是助手。',
      temperature: 0,
      maxTokens: 64,
      extraBody,
      apiKey: new Secret('k-1234567'),
    });
    expect(seen[0]?.body).toEqual({
      model: 'x-1',
      messages: [
        { role: 'system', content: '你是助手。' },
        { role: 'user', content: '怎么养猫？' },
      ],
      temperature: 0,
      max_tokens: 64,
      top_k: 5,
      stream: false,
    });
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer k-1234567' });
  });

  it('holds no key and no settings where none are configured', async () => {
    const { baseUrl, seen } = await recording();
    await ask({ baseUrl });
    expect(Object.keys(seen[0]?.body ?? {}).sort()).toEqual(['messages', 'model', 'stream']);
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('does not come back in what people read, even if the endpoint repeats the key', async () => {
    const { baseUrl } = await recording(401, { error: { message: 'Wrong key: geheim+geheim' } });
    const attempt = await ask({ baseUrl, apiKey: new Secret('geheim+geheim') });
    expect(attempt).toMatchObject({ failure: 'unauthorized' });
    expect(JSON.stringify(attempt)).not.toContain('geheim');
  });

  it('does not follow the endpoint elsewhere', async () => {
    const { baseUrl } = await recording(308, {});
    expect(await ask({ baseUrl })).toMatchObject({ failure: 'not-found', httpStatus: 308 });
  });
});
