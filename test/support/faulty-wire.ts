import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { seededRandom } from './seeded-random.ts';

/**
 * What a wire does to a call: 429, 500, a proxy's 503 in HTML, a connection that dies before the call arrives, and one
 * that dies after it: there the call happened, and its answer never came.
 */
const FAULTS = ['limited', 'broken', 'away', 'cut', 'lost'] as const;
type Fault = (typeof FAULTS)[number];

/** What posts a message, at Slack and at Discord: here every third answer is lost. */
const POST = /chat\.postMessage$|\/channels\/\d+\/messages$/u;

export interface FaultyWire {
  readonly origin: string;
  /** The share of calls that go wrong, 0 to 1; 0 at first. */
  rate: number;
  /** Calls by what happened to them. */
  readonly counts: Readonly<Record<Fault | 'passed', number>>;
  /** Sockets that were opened through it so far. */
  sockets(): number;
  /** Sockets that are open stay open, and carry nothing any more in either direction. */
  freeze(): void;
  /** From now on calls are taken and never answered, and sockets carry nothing. */
  silence(): void;
  close(): Promise<void>;
}

interface WireOptions {
  /** Where the wire leads to, such as `http://127.0.0.1:1234`. */
  readonly target: string;
  readonly seed: number;
}

/** A wire to a chat platform's counterpart on this machine: calls over HTTP that go wrong by a seed, each way in turn, and sockets that die open. */
export const startFaultyWire = async ({ target, seed }: WireOptions): Promise<FaultyWire> => {
  const random = seededRandom(seed);
  const counts = { passed: 0, limited: 0, broken: 0, away: 0, cut: 0, lost: 0 };
  const host = new URL(target).host;
  let frozen = { is: false };
  let sockets = 0;
  let silent = false;
  let faults = 0;
  let posts = 0;
  const next = (isPost: boolean): Fault | undefined => {
    if (wire.rate > 0 && isPost) {
      posts += 1;
      if (posts % 3 === 0) return 'lost';
    }
    if (random() >= wire.rate) return undefined;
    faults += 1;
    return FAULTS[faults % FAULTS.length];
  };
  const open = new Set<Socket>();

  const server = createServer(async (request, response) => {
    if (silent) return;
    const happens = next(request.method === 'POST' && POST.test(request.url ?? ''));
    counts[happens ?? 'passed'] += 1;
    const body = await bodyOf(request);
    if (happens === 'cut') return void request.socket.destroy();
    if (happens !== undefined && happens !== 'lost') return refuse(response, happens);
    const answer = await passOn(`${target}${request.url}`, request, body);
    if (happens === 'lost') return void request.socket.destroy();
    const text = answer.text.replaceAll(host, new URL(wire.origin).host);
    response.writeHead(answer.status, answer.headers).end(text);
  });

  server.on('upgrade', (request, inner: Socket, head) => {
    const outer = connect({ host: '127.0.0.1', port: Number(new URL(target).port) });
    const state = frozen;
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (const [name, value] of Object.entries(request.headers))
      lines.push(`${name}: ${name === 'host' ? host : value}`);
    outer.write(`${lines.join('\r\n')}\r\n\r\n`);
    outer.write(head);
    sockets += 1;
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      open.add(from);
      from.on('data', (part) => void (state.is || to.write(part)));
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        if (!state.is) to.destroy();
      });
    }
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const wire: FaultyWire = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rate: 0,
    counts,
    sockets: () => sockets,
    freeze: () => {
      frozen.is = true;
      frozen = { is: false };
    },
    silence: () => {
      silent = true;
      wire.freeze();
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  return wire;
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};

const refuse = (response: ServerResponse, fault: 'limited' | 'broken' | 'away'): void => {
  if (fault === 'away')
    return void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  const body =
    fault === 'limited'
      ? { ok: false, error: 'ratelimited', message: 'slow down', retry_after: 1, global: false }
      : { ok: false, error: 'internal_error', message: 'broken' };
  response
    .writeHead(fault === 'limited' ? 429 : 500, { 'content-type': 'application/json', 'retry-after': '1' })
    .end(JSON.stringify(body));
};

const NOT_PASSED = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect'];

const passOn = async (url: string, { method = 'GET', headers }: IncomingMessage, body: Buffer) => {
  const passed = Object.entries(headers).filter(([name]) => !NOT_PASSED.includes(name));
  const answer = await fetch(url, {
    method,
    headers: passed.map(([name, value]): [string, string] => [name, String(value)]),
    ...(body.length === 0 ? {} : { body: Uint8Array.from(body) }),
  });
  const kept = [...answer.headers].filter(
    ([name]) => !['content-length', 'content-encoding', 'connection', 'transfer-encoding'].includes(name),
  );
  return { status: answer.status, headers: Object.fromEntries(kept), text: await answer.text() };
};
