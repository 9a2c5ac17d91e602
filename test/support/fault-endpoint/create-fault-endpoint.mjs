import { createServer } from 'node:http';
import { createLedger } from './ledger.mjs';
import { createLimiter } from './limiter.mjs';
import { decide, FAULTS } from './plan.mjs';
import { respond } from './respond.mjs';

const DEFAULTS = {
  seed: 1,
  faultRate: 0,
  faults: FAULTS,
  variantRate: 0,
  stuckRate: 0,
  latencyMs: 0,
  dripMs: 200,
  hugeBytes: 10_000_000,
  retryAfterMs: 5,
  requestsPerSecond: undefined,
  limiter: 'sliding',
  tellsLimits: true,
  port: 0,
};

const readJson = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const promptOf = ({ messages }) => messages.findLast(({ role }) => role === 'user').content;

const tellLimit = (response, settings, { waitMs, remaining }) => {
  if (settings.requestsPerSecond === undefined || !settings.tellsLimits) return;
  response.setHeader('x-ratelimit-limit-requests', String(settings.requestsPerSecond));
  response.setHeader('x-ratelimit-remaining-requests', String(remaining));
  response.setHeader('x-ratelimit-reset-requests', `${Math.ceil(waitMs) || 1000}ms`);
  if (waitMs > 0) response.setHeader('retry-after', String(Math.ceil(waitMs / 1000)));
};

const answer = async (request, response, settings, ledger, limit) => {
  const prompt = promptOf(await readJson(request));
  const taken = limit(performance.now());
  const kind = taken.waitMs > 0 ? 'limit-reached' : decide(settings, prompt, ledger.timesAsked(prompt) + 1);
  const entry = ledger.begin(prompt, kind);
  response.once('close', () => ledger.end(entry, response.writableFinished));
  tellLimit(response, settings, taken);
  if (kind === 'rate-limited-told') response.setHeader('retry-after-ms', String(settings.retryAfterMs));
  const send = () => {
    entry.usage = respond(response, kind, prompt, settings);
  };
  if (kind === 'limit-reached' || settings.latencyMs === 0) send();
  else setTimeout(send, settings.latencyMs);
};

const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });

/** An OpenAI-compatible endpoint on 127.0.0.1 that fails as planned and keeps books; `GET /ledger` reads them. */
export const createFaultEndpoint = async (options = {}) => {
  const settings = { ...DEFAULTS, ...options };
  const ledger = createLedger();
  const limit = createLimiter(settings);
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ summary: ledger.summary(), entries: ledger.entries() }));
      return;
    }
    answer(request, response, settings, ledger, limit).catch(() => response.destroy());
  });
  const port = await listen(server, settings.port);
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    ledger,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
