import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../src/errors.ts';

export interface OperationPages {
  /** Why the process cannot do its work now, in a few words each; empty when it can. */
  readonly problems: () => readonly string[];
  /** The metrics in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
}

export interface OperationServer {
  readonly port: number;
  close(): Promise<void>;
}

const PATIENCE_MS = 5000;

const say = (response: ServerResponse, status: number, body: string, type = 'text/plain'): void => {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
};

const answer = async (path: string, response: ServerResponse, pages: OperationPages): Promise<void> => {
  switch (path) {
    case '/healthz':
      return say(response, 200, 'ok\n');
    case '/readyz': {
      const problems = pages.problems();
      return say(response, problems.length === 0 ? 200 : 503, `${problems.join('\n') || 'ready'}\n`);
    }
    case '/metrics':
      return say(response, 200, await pages.metrics(), 'text/plain; version=0.0.4');
    default:
      return say(response, 404, 'there are /healthz, /readyz and /metrics\n');
  }
};

const listen = async (server: Server, host: string, port: number): Promise<void> => {
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    throw new UserError('port-unusable', { host, port }, { cause: error });
  }
};

/**
 * `/healthz` (the process answers), `/readyz` (it can work) and `/metrics`, for whoever operates the bot. Port 0 takes any
 * free one. Throws `port-unusable`.
 */
export const startOperationServer = async (
  host: string,
  port: number,
  pages: OperationPages,
): Promise<OperationServer> => {
  const server = createServer(
    { requestTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS },
    (request, response) => {
      request.resume();
      if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'only GET\n');
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      answer(path, response, pages).catch(() => say(response, 503, 'the store cannot be read\n'));
    },
  );
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
