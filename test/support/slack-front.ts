import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from 'emulate';
import { type WebSocket, WebSocketServer } from 'ws';
import { deliver, signedRequest } from './slack-http.ts';
import { brokenRules, obeyedIn } from './slack-rules.ts';

type Json = Readonly<Record<string, unknown>>;

/** What one call of the Web API is answered with instead. `answer-lost`: it happens, and nobody hears of it. */
export type ApiFault =
  | { readonly kind: 'rate-limited'; readonly seconds: number }
  | { readonly kind: 'refused'; readonly word: string }
  | { readonly kind: 'answer-lost' };

interface PlannedFault {
  readonly method: string;
  readonly fault: ApiFault;
  readonly channel: string | undefined;
}

/** One call of the Web API as it came. */
export interface ApiCall {
  readonly method: string;
  readonly body: Json;
}

export const BOT_TOKEN = 'xoxb-test';
export const APP_TOKEN = 'xapp-test';
export const tokenOf = (name: string): string => `xoxp-${name}`;

/** The scopes of the manifest, so that a call beyond them is refused here as it would be there. */
interface FrontOptions {
  readonly people: readonly string[];
  readonly channels: readonly string[];
  readonly scopes: readonly string[];
}

/** A port that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const read = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};

const parseBody = (raw: Buffer, type: string | undefined): Json => {
  if (type?.includes('json')) return JSON.parse(raw.toString());
  const fields = Array.from(new URLSearchParams(raw.toString()), ([key, value]): [string, unknown] => {
    const isJson = /^[[{]/.test(value) || value === 'true' || value === 'false';
    return [key, isJson ? JSON.parse(value) : value];
  });
  return Object.fromEntries(fields);
};

/**
 * Slack as the bot sees it: the Web API of an emulator that others wrote, and before it what the emulator lacks: the
 * socket, limits, 429, membership, user groups, sharing with other organisations, and answers to `response_url`.
 */
export class SlackFront {
  readonly calls: ApiCall[] = [];
  /** What Slack would have obeyed of foreign text. */
  readonly obeyed: string[] = [];
  /** Bodies that came to a `response_url`. */
  readonly responses: Json[] = [];
  /** Channels in which the bot can do nothing, with Slack's word for it. */
  readonly refusing = new Map<string, 'not_in_channel' | 'channel_not_found' | 'is_archived'>();
  /** Channels that another organisation reads. */
  readonly sharedOutside = new Set<string>();
  /** People of another organisation, by id. */
  readonly outsiders = new Set<string>();
  /** The scopes that Slack says the bot token has. */
  scopes: readonly string[];
  /** What the app is set up with, as `apps.manifest.export` shows it. */
  manifest: Json = {};
  /** Methods that are not answered. */
  readonly held = new Set<string>();
  /** Where events go as signed requests; over the socket when absent. */
  eventsUrl: string | undefined;
  userGroups: readonly { readonly id: string; readonly handle: string; readonly users: readonly string[] }[] =
    [];
  readonly #options: FrontOptions;
  readonly #sockets = new Set<WebSocket>();
  readonly #acks = new Map<string, (payload: unknown) => void>();
  #faults: PlannedFault[] = [];
  #server: Server | undefined;
  #socketServer: WebSocketServer | undefined;
  #emulator: Emulator | undefined;
  #emulatorPort = 0;
  #port = 0;
  #envelopes = 0;
  #down = false;
  #connected: () => void = () => undefined;

  private constructor(options: FrontOptions) {
    this.#options = options;
    this.scopes = options.scopes;
  }

  static async start(options: FrontOptions): Promise<SlackFront> {
    const front = new SlackFront(options);
    await front.#start();
    return front;
  }

  get apiUrl(): string {
    return `${this.#base}/api/`;
  }

  get responseUrl(): string {
    return `${this.#base}/response`;
  }

  get #base(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#socketServer?.close();
    await new Promise<void>((resolve) => {
      this.#server?.close(() => resolve());
      this.#server?.closeAllConnections();
    });
    await this.#emulator?.close();
  }

  /** The next call of a method goes wrong, in this channel if one is named. */
  failNext(method: string, fault: ApiFault, channel?: string): void {
    this.#faults.push({ method, fault, channel });
  }

  /** Nothing answers from now on, or again. */
  setDown(down: boolean): void {
    this.#down = down;
    if (down) this.dropSockets();
  }

  /** The network loses the bot's connection. */
  dropSockets(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Slack asks the bot to connect anew. */
  recycle(): void {
    for (const socket of this.#sockets)
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  }

  /** Resolves when the bot connects the next time. */
  connected(): Promise<void> {
    return new Promise((resolve) => {
      this.#connected = resolve;
    });
  }

  /** Somebody calls the Web API. */
  async api(method: string, args: Json, token: string): Promise<Json> {
    const answer = await fetch(`http://127.0.0.1:${this.#emulatorPort}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return (await answer.json()) as Json;
  }

  /** Sends an event; resolves to what the bot acknowledges it with. */
  send(type: string, payload: Json, redelivery?: number): Promise<unknown> {
    return this.eventsUrl === undefined
      ? this.#sendOverSocket(type, payload, redelivery)
      : this.#sendSigned(this.eventsUrl, type, payload);
  }

  async #sendSigned(url: string, type: string, payload: Json): Promise<unknown> {
    const answer = await deliver(url, signedRequest(type, payload));
    if (answer.status !== 200) throw new Error(`The bot answered ${answer.status}.`);
    return answer.text();
  }

  async #sendOverSocket(type: string, payload: Json, redelivery?: number): Promise<unknown> {
    this.#envelopes += 1;
    const envelope = `envelope-${this.#envelopes}`;
    const acknowledged = new Promise((resolve) => this.#acks.set(envelope, resolve));
    const [socket] = [...this.#sockets].slice(-1);
    if (socket === undefined) throw new Error('The bot is not connected.');
    const retried = redelivery === undefined ? {} : { retry_attempt: redelivery, retry_reason: 'timeout' };
    socket.send(
      JSON.stringify({ envelope_id: envelope, type, payload, accepts_response_payload: false, ...retried }),
    );
    return acknowledged;
  }

  async #start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#socketServer = new WebSocketServer({ server: this.#server });
    this.#socketServer.on('connection', (socket) => this.#welcome(socket));
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', () => resolve()));
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#emulatorPort = await freePort();
    const { people, channels, scopes } = this.#options;
    this.#emulator = await createEmulator({
      service: 'slack',
      port: this.#emulatorPort,
      hostname: '127.0.0.1',
      baseUrl: this.#base,
      seed: {
        slack: {
          users: people.map((name) => ({ name })),
          channels: channels.map((name) => ({ name })),
          oauth_apps: [
            {
              app_id: 'A1',
              client_id: '1',
              client_secret: 'x',
              name: 'Flames',
              redirect_uris: [],
              bot_name: 'flames',
              bot_user_id: 'U0FLAMES',
              bot_id: 'B0FLAMES',
            },
          ],
          tokens: [
            { token: BOT_TOKEN, user_id: 'U0FLAMES', bot_id: 'B0FLAMES', app_id: 'A1', scopes },
            ...people.map((name) => ({ token: tokenOf(name), user: name, app_id: 'A1' })),
          ],
          strict_scopes: true,
        },
      },
    });
  }

  #welcome(socket: WebSocket): void {
    if (this.#down) return socket.terminate();
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data));
      this.#acks.get(id)?.(payload);
      this.#acks.delete(id);
    });
    socket.send(JSON.stringify({ type: 'hello' }));
    this.#connected();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await read(request);
    if (this.#down) return void request.socket.destroy();
    const path = request.url ?? '';
    if (path === '/response') {
      this.responses.push(JSON.parse(raw.toString()));
      return reply(response, 200, { ok: true });
    }
    if (!path.startsWith('/api/')) return this.#pass(request, raw, response);
    const method = path.slice('/api/'.length);
    const body = parseBody(raw, request.headers['content-type']);
    this.calls.push({ method, body });
    if (this.held.has(method)) return;
    const fault = this.#takeFault(method, body['channel']);
    if (fault?.kind === 'rate-limited') {
      return reply(
        response,
        429,
        { ok: false, error: 'ratelimited' },
        { 'retry-after': String(fault.seconds) },
      );
    }
    const word = fault?.kind === 'refused' ? fault.word : this.#refusal(method, body);
    if (word !== undefined) return reply(response, 200, { ok: false, error: word });
    const own = this.#ownAnswer(method);
    if (own !== undefined) return reply(response, 200, own);
    await this.#pass(request, raw, fault?.kind === 'answer-lost' ? undefined : response, method, body);
    if (fault?.kind === 'answer-lost') request.socket.destroy();
  }

  /** What Slack checks and the emulator does not. */
  #refusal(method: string, body: Json): string | undefined {
    const channel = String(body['channel'] ?? body['channel_id'] ?? '');
    const writes = /^(?:chat\.|reactions\.|files\.complete)/.test(method);
    const refused = this.refusing.get(channel);
    if (refused !== undefined && writes) return refused;
    if (refused === 'channel_not_found' && /^conversations\./.test(method)) return refused;
    if (method.startsWith('chat.')) {
      if (method !== 'chat.update')
        this.obeyed.push(...obeyedIn({ unfurl_links: false, unfurl_media: false, ...body }));
      else this.obeyed.push(...obeyedIn({ ...body, unfurl_links: false, unfurl_media: false }));
      return brokenRules(body['blocks'], 'message').length === 0 ? undefined : 'invalid_blocks';
    }
    const view = body['view'];
    if (typeof view !== 'object' || view === null || !('blocks' in view)) return undefined;
    return brokenRules(view.blocks, 'view').length === 0 ? undefined : 'invalid_blocks';
  }

  #ownAnswer(method: string): Json | undefined {
    if (method === 'apps.connections.open') return { ok: true, url: `ws://127.0.0.1:${this.#port}/socket` };
    if (method === 'apps.manifest.export') return { ok: true, manifest: this.manifest };
    if (method === 'bots.info') return { ok: true, bot: { id: 'B0FLAMES', app_id: 'A1' } };
    if (method === 'usergroups.list') return { ok: true, usergroups: this.userGroups };
    return undefined;
  }

  #takeFault(method: string, channel: unknown): ApiFault | undefined {
    const planned = this.#faults.find(
      (each) => each.method === method && (each.channel ?? channel) === channel,
    );
    this.#faults = this.#faults.filter((each) => each !== planned);
    return planned?.fault;
  }

  async #pass(
    { url = '', method = 'GET', headers }: IncomingMessage,
    raw: Buffer,
    response: ServerResponse | undefined,
    api?: string,
    body: Json = {},
  ): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${this.#emulatorPort}${url}`, {
      method,
      headers: {
        ...(headers.authorization === undefined ? {} : { authorization: headers.authorization }),
        ...(headers['content-type'] === undefined ? {} : { 'content-type': headers['content-type'] }),
      },
      ...(raw.length === 0 ? {} : { body: Uint8Array.from(raw) }),
    });
    const text = await answer.text();
    response?.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      'x-oauth-scopes': this.scopes.join(','),
    });
    response?.end(this.#completed(api, text, body));
  }

  #completed(api: string | undefined, text: string, body: Json): string {
    if (api === 'conversations.info') return this.#withSharing(text, body);
    if (api !== 'users.info' || !this.outsiders.has(String(body['user']))) return text;
    const answer = JSON.parse(text);
    return JSON.stringify({ ...answer, user: { ...answer.user, team_id: 'T0ELSEWHERE' } });
  }

  #withSharing(text: string, { channel }: Json): string {
    const answer = JSON.parse(text);
    const shared = {
      is_ext_shared: this.sharedOutside.has(String(channel)),
      is_member: !this.refusing.has(String(channel)),
      is_archived: this.refusing.get(String(channel)) === 'is_archived',
    };
    return JSON.stringify({ ...answer, channel: { ...answer.channel, ...shared } });
  }
}

const reply = (
  response: ServerResponse,
  status: number,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};
