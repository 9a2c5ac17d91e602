import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JudgeMessage } from '../../src/ports/judge-endpoint.ts';
import { honestAnswer, readMaterial } from './judge-material.ts';

/** What the server does with one request. `refuse-schema` answers 400 to structured output and judges without it. */
const JUDGE_FAULTS = [
  'valid',
  'invalid-json',
  'prose',
  'refuses',
  'rate-limited',
  'server-error',
  'half-body',
] as const;
type JudgeFault = (typeof JUDGE_FAULTS)[number] | 'unauthorized' | 'bad-request' | 'hang';

export interface JudgeServerSettings {
  /** What happens, request by request; the last for ever. Without it faults are drawn by the seed. */
  readonly script?: readonly JudgeFault[];
  readonly seed?: number;
  /** Response formats that it answers with 400. */
  readonly refusedFormats?: readonly string[];
  readonly retryAfter?: string;
  /** What a valid answer says instead of an honest judgement: for models that are not asked for one. */
  readonly says?: (messages: readonly JudgeMessage[]) => string;
  readonly latencyMs?: number;
}

interface JudgeRequestBody {
  readonly model: string;
  readonly temperature: number;
  readonly messages: readonly JudgeMessage[];
  readonly response_format?: { readonly type: string; readonly json_schema?: unknown };
}

/** One request as the server saw it. */
interface JudgeLedgerEntry {
  readonly body: JudgeRequestBody;
  readonly format: string;
  readonly fault: JudgeFault | 'refused-format';
  readonly authorization: string | undefined;
  /** How many requests were open, this one included. */
  readonly open: number;
}

export interface JudgeServer {
  readonly baseUrl: string;
  readonly ledger: readonly JudgeLedgerEntry[];
  close(): Promise<void>;
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
};

const completion = (content: string): string =>
  JSON.stringify({
    id: 'judge',
    object: 'chat.completion',
    model: 'judge-1',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 1000, completion_tokens: 100 },
  });

/** The text of a fault, for those that come as a completion. */
const contentOf = (fault: JudgeFault, messages: readonly JudgeMessage[]): string => {
  if (fault === 'invalid-json') return honestAnswer(readMaterial(messages)).slice(0, -2);
  if (fault === 'prose') return '我认为这条回复应当给 3 分，label 3。';
  if (fault === 'refuses') return '抱歉，我无法评审这段内容。';
  return honestAnswer(readMaterial(messages));
};

const send = (
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
};

const fail = (
  response: ServerResponse,
  status: number,
  message: string,
  headers?: Record<string, string>,
): void => send(response, status, JSON.stringify({ error: { message, code: null } }), headers);

/** Drawn from the seed, the question and how often it came: the same whatever the order of arrival. */
const draw = (seed: number, body: string, times: number): JudgeFault => {
  const byte = createHash('sha256').update(`${seed}:${times}:${body}`).digest()[0] ?? 0;
  return JUDGE_FAULTS[byte % (JUDGE_FAULTS.length * 2)] ?? 'valid';
};

const act = (
  fault: JudgeFault,
  body: JudgeRequestBody,
  response: ServerResponse,
  { retryAfter = '2', says }: JudgeServerSettings,
): void => {
  if (fault === 'hang') return;
  if (fault === 'rate-limited') return fail(response, 429, 'Slow down.', { 'retry-after': retryAfter });
  if (fault === 'server-error') return fail(response, 503, 'Overloaded.');
  if (fault === 'unauthorized') return fail(response, 401, 'Wrong key: sesame-open.');
  if (fault === 'bad-request') return fail(response, 400, 'The context is too long.');
  const text = completion((fault === 'valid' && says?.(body.messages)) || contentOf(fault, body.messages));
  send(response, 200, fault === 'half-body' ? text.slice(0, text.length / 2) : text);
};

const listen = (server: ReturnType<typeof createServer>): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** A small OpenAI-compatible judge on this machine, with faults by script or by seed, and a ledger of what came. */
export const startJudgeServer = async (settings: JudgeServerSettings = {}): Promise<JudgeServer> => {
  const { script, seed = 1, refusedFormats = [], latencyMs = 0 } = settings;
  const ledger: JudgeLedgerEntry[] = [];
  const times = new Map<string, number>();
  let open = 0;
  const server = createServer(async (request, response) => {
    open += 1;
    response.on('close', () => {
      open -= 1;
    });
    const text = await readBody(request);
    const body = JSON.parse(text) as JudgeRequestBody;
    const format = body.response_format?.type ?? 'text';
    const refused = refusedFormats.includes(format);
    const seen = times.get(text) ?? 0;
    if (!refused) times.set(text, seen + 1);
    const moves = ledger.filter((entry) => entry.fault !== 'refused-format').length;
    const fault =
      script === undefined ? draw(seed, text, seen) : (script[Math.min(moves, script.length - 1)] ?? 'valid');
    const { authorization } = request.headers;
    ledger.push({ body, format, fault: refused ? 'refused-format' : fault, authorization, open });
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    if (refused) fail(response, 400, `response_format ${format} is not supported.`);
    else act(fault, body, response, settings);
  });
  const port = await listen(server);
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
