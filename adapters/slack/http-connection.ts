import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { HTTPReceiver, isValidSlackRequest, type Logger } from '@slack/bolt';
import { UserError } from '../../src/errors.ts';
import type { Connection } from './connection.ts';
import { MOST_BODY_BYTES, SIGNATURE_LIFE_MS } from './limits.ts';
import { REQUEST_PATH } from './needed.ts';

interface HttpOptions {
  readonly signingSecret: string;
  readonly port: number;
  /** All addresses of the machine when absent. */
  readonly host?: string;
  readonly logger: Logger;
  /** True the first time that a signature is seen, also over restarts. */
  readonly isNew: (signature: string) => boolean;
  /** The time now, in ms. */
  readonly now: () => number;
}

const REQUEST_TIMEOUT_MS = 10_000;

/** The request's body; undefined when it is too large. */
const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MOST_BODY_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/**
 * Signed requests over HTTP. Before Bolt sees one, its signature is checked and must be new: forged, stale and replayed
 * requests get 401 and do nothing. (Bolt alone accepts a replay, and any body that says `ssl_check`.)
 */
export const openHttp = (options: HttpOptions): Connection => {
  const { signingSecret, logger, isNew, now } = options;
  const receiver = new HTTPReceiver({ signingSecret, endpoints: REQUEST_PATH, logger });
  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      logger.warn(`a request failed: ${error}`);
      end(response, 500);
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST' || request.url?.split('?')[0] !== REQUEST_PATH) return end(response, 404);
    const body = await bodyOf(request);
    if (body === undefined) return end(response, 413);
    if (!isGenuine(request, body)) return end(response, 401);
    receiver.requestListener(Object.assign(request, { rawBody: body }), response);
  };
  const isGenuine = ({ headers }: IncomingMessage, body: Buffer): boolean => {
    const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = headers;
    if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp))
      return false;
    const genuine = isValidSlackRequest({
      signingSecret,
      body: body.toString(),
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) },
      nowMilliseconds: now(),
    });
    const fresh = Math.abs(now() - Number(timestamp) * 1000) <= SIGNATURE_LIFE_MS;
    return genuine && fresh && isNew(signature);
  };
  return {
    receiver,
    open: () =>
      new Promise((resolve, reject) => {
        const { host, port } = options;
        server.once('error', (cause) =>
          reject(new UserError('request-port-unusable', { platform: 'Slack', port }, { cause })),
        );
        server.listen(port, host, () => resolve());
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const end = (response: ServerResponse, status: number): void => {
  if (!response.headersSent) response.writeHead(status);
  response.end();
};
