import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChannelType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { DiscordGateway } from './discord-gateway.ts';
import { brokenRules, obeyedIn } from './discord-rules.ts';

type Json = Readonly<Record<string, unknown>>;

/** What one call is answered with instead. `answer-lost`: it happens, and nobody hears of it. */
export type RestFault =
  | { readonly kind: 'rate-limited'; readonly seconds: number }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number }
  | { readonly kind: 'answer-lost' };

/** One call as it came; `call` is `POST /channels/1/messages`. */
export interface RestCall {
  readonly call: string;
  readonly body: unknown;
  /** Names of uploaded files with their sizes. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

export const TOKEN = 'test-token';

export interface FrontOptions {
  readonly people: readonly string[];
  readonly channels: readonly string[];
  /** Whose gateway the bot connects to: the twin's own, or ours with sessions that are resumed. */
  readonly gateway: 'twin' | 'own';
}

/** The twin would bind every interface of the machine. */
const startedAtHome = async (twin: DigitalDiscord): Promise<void> => {
  const listen = NetServer.prototype.listen;
  NetServer.prototype.listen = function (this: NetServer, ...args: unknown[]) {
    const [port, ...rest] = args;
    const bound = typeof port === 'number' ? [port, '127.0.0.1', ...rest] : args;
    return Reflect.apply(listen, this, bound) as NetServer;
  } as typeof listen;
  try {
    await twin.start();
  } finally {
    NetServer.prototype.listen = listen;
  }
};

interface Twin {
  readonly gateway: { broadcast: (type: string, body: unknown) => void };
}
type State = ConstructorParameters<typeof DiscordGateway>[0]['state'];

/**
 * Discord as the bot sees it: REST and data of a twin that others wrote, and before it what the twin lacks: Discord's own
 * schemas and limits, uploads, nonces, threads with the id of their message, 429, expired interactions, reactions of
 * people, and a gateway whose sessions are resumed.
 */
export class DiscordFront {
  readonly calls: RestCall[] = [];
  /** Rules that calls broke. */
  readonly broken: string[] = [];
  /** What Discord would have obeyed of foreign text. */
  readonly obeyed: string[] = [];
  readonly twin: DigitalDiscord;
  /** By channel: what its settings are beyond the twin's. */
  readonly settings = new Map<string, Json>();
  /** Languages of people by id. */
  readonly locales = new Map<string, string>();
  /** Roles of people by id, as an interaction names them. */
  readonly roles = new Map<string, readonly string[]>();
  /** Calls that happen and are not answered, as long as it is set. */
  held: RegExp | undefined;
  readonly #folder = mkdtempSync(join(tmpdir(), 'discord-'));
  readonly #server: Server;
  readonly #acks = new Map<string, (body: Json) => void>();
  readonly #acknowledged = new Map<string, Json>();
  readonly #nonces = new Map<string, Json>();
  readonly #registered = new Map<string, readonly Json[]>();
  #awaited: { readonly call: RegExp; readonly resolve: () => void }[] = [];
  #faults: { readonly call: RegExp; readonly fault: RestFault }[] = [];
  #gateway: DiscordGateway | undefined;
  readonly #usesTwin: boolean;
  #tell: (type: string, body: unknown) => void = () => undefined;
  #down = false;
  #origin: string | undefined;

  private constructor({ people, channels, gateway }: FrontOptions) {
    this.#usesTwin = gateway === 'twin';
    this.twin = new DigitalDiscord({
      // in memory the twin would lose its tables with its first transaction
      dbUrl: `file:${join(this.#folder, 'twin.db')}`,
      botToken: TOKEN,
      botUser: { username: 'flames' },
      users: people.map((username) => ({ username })),
      channels: channels.map((name) => ({ name, type: ChannelType.GuildText })),
    });
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(options: FrontOptions): Promise<DiscordFront> {
    const front = new DiscordFront(options);
    await startedAtHome(front.twin);
    await new Promise<void>((resolve) => front.#server.listen(0, '127.0.0.1', () => resolve()));
    front.#gateway = new DiscordGateway({
      server: front.#server,
      token: TOKEN,
      url: () => front.gatewayUrl,
      state: () => (front.twin as unknown as { loadGatewayState: State }).loadGatewayState(),
    });
    const { gateway } = (front.twin as unknown as { server: Twin }).server;
    const toTwin = gateway.broadcast.bind(gateway);
    front.#tell = (type, body) => (front.#usesTwin ? toTwin(type, body) : front.gateway.dispatch(type, body));
    gateway.broadcast = (type, body) => front.dispatch(type, body);
    return front;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  get gatewayUrl(): string {
    return `${(this.#origin ?? `http://127.0.0.1:${this.#port}`).replace('http', 'ws')}/gateway`;
  }

  /** Bots are told another address of the gateway, such as that of a wire. */
  reachedThrough(origin: string): void {
    this.#origin = origin;
  }

  get gateway(): DiscordGateway {
    if (this.#gateway === undefined) throw new Error('not started');
    return this.#gateway;
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#gateway?.close();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
    await this.twin.stop();
    await this.twin.prisma.$disconnect();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The next call that fits goes wrong. */
  failNext(call: RegExp, fault: RestFault): void {
    this.#faults.push({ call, fault });
  }

  /** Nothing answers from now on, or again. */
  setDown(down: boolean): void {
    this.#down = down;
    if (down) this.gateway.drop();
  }

  /** Everybody's rights in the server, as Discord's bits. */
  async allow(permissions: bigint): Promise<void> {
    const { prisma, guildId } = this.twin;
    await prisma.role.update({ where: { id: guildId }, data: { permissions: String(permissions) } });
  }

  /** Resolves to how the bot acknowledges an interaction. */
  acknowledged(interaction: string): Promise<Json> {
    const already = this.#acknowledged.get(interaction);
    if (already !== undefined) return Promise.resolve(already);
    return new Promise((resolve) => this.#acks.set(interaction, resolve));
  }

  /** Resolves when a call that fits has come since now, and was answered. */
  called(call: RegExp): Promise<void> {
    return new Promise((resolve) => this.#awaited.push({ call, resolve }));
  }

  /** Minutes pass: Discord forgets nonces. */
  forgetNonces(): void {
    this.#nonces.clear();
  }

  /** What is registered, in the server or everywhere. */
  registered(scope: 'guild' | 'global'): readonly Json[] {
    const own = `/applications/${this.twin.botUserId}`;
    return (
      this.#registered.get(
        scope === 'guild' ? `${own}/guilds/${this.twin.guildId}/commands` : `${own}/commands`,
      ) ?? []
    );
  }

  /** Something happened. */
  dispatch(type: string, body: unknown): void {
    const by = (body as { member?: { user?: { id?: string } } }).member?.user?.id ?? '';
    const locale = this.locales.get(by);
    const roles = this.roles.get(by);
    const given = body as Json & { member?: Json };
    this.#tell(type, {
      ...given,
      ...(type === 'INTERACTION_CREATE' && locale !== undefined ? { locale } : {}),
      ...(roles === undefined ? {} : { member: { ...given.member, roles } }),
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { body, files } = await readBody(request);
    if (this.#down) return void request.socket.destroy();
    const [path = '', query = ''] = (request.url ?? '').replace(/^\/api\/v10/u, '').split('?');
    const call = `${request.method} ${decodeURIComponent(path)}`;
    this.calls.push({ call, body, files });
    const fault = this.#takeFault(call);
    if (fault?.kind === 'rate-limited') return refuse(response, 429, 20_028, fault.seconds);
    if (fault?.kind === 'refused') return refuse(response, fault.status, fault.code);
    const broken = brokenRules(call, body);
    this.broken.push(...broken.map((rule) => `${call}: ${rule}`));
    this.obeyed.push(...obeyedIn((body as { data?: unknown } | undefined)?.data ?? body));
    if (broken.length > 0) return refuse(response, 400, 50_035);
    const answer = (await this.#own(call, body, files)) ?? (await this.#pass(request, path, query, body));
    await this.#after(call, body, answer);
    if (fault?.kind === 'answer-lost') return void request.socket.destroy();
    if (this.held?.test(call) === true) return;
    reply(response, answer.status, answer.body);
    for (const { resolve } of this.#awaited.filter((each) => each.call.test(call))) resolve();
    this.#awaited = this.#awaited.filter((each) => !each.call.test(call));
  }

  #takeFault(call: string): RestFault | undefined {
    const planned = this.#faults.find((each) => each.call.test(call));
    this.#faults = this.#faults.filter((each) => each !== planned);
    return planned?.fault;
  }

  /** What the twin cannot answer, or not as Discord does. */
  async #own(call: string, body: unknown, files: RestCall['files']): Promise<Answer | undefined> {
    const [, method = '', path = ''] = /^(\S+) (.*)$/u.exec(call) ?? [];
    if (call === 'GET /gateway/bot')
      return ok(gatewayInformation(this.#usesTwin ? this.twin.gatewayUrl : this.gatewayUrl));
    if (path.endsWith('/commands')) return this.#commands(method, path, body);
    if (call === 'POST /users/@me/channels')
      return this.#directChannel(String((body as Json)['recipient_id']));
    const [, message = ''] = /^\/channels\/\d+\/messages\/(\d+)\/threads$/u.exec(path) ?? [];
    if (message !== '')
      return this.#thread(path.split('/')[2] ?? '', message, String((body as Json)['name']));
    if (method === 'GET' && path.includes('/reactions/')) return this.#reactions(path);
    const nonce = (body as Json | undefined)?.['nonce'];
    const known = typeof nonce === 'string' ? this.#nonces.get(nonce) : undefined;
    if (known !== undefined && method === 'POST') return ok(known);
    if (files.length > 0 && (body as Json)['attachments'] === undefined)
      return { status: 400, body: { code: 50_035, message: 'files without attachments' } };
    return undefined;
  }

  #commands(method: string, path: string, body: unknown): Answer {
    if (method === 'PUT') {
      const given = body as readonly Json[];
      this.#registered.set(
        path,
        given.map((each, at) => ({
          ...asRegistered(each),
          id: String(at + 1),
          version: '1',
          type: 1,
          nsfw: false,
        })),
      );
    }
    return ok(this.#registered.get(path) ?? []);
  }

  async #directChannel(person: string): Promise<Answer> {
    const { prisma } = this.twin;
    const id = String(BigInt(person) + 1n);
    const data = { id, type: ChannelType.DM, name: person };
    await prisma.channel.upsert({ where: { id }, create: data, update: {} });
    return ok({ id, type: ChannelType.DM, recipients: [] });
  }

  /** A thread has the id of its message, and stands in a channel of the server alone. */
  async #thread(channel: string, message: string, name: string): Promise<Answer> {
    const { prisma, guildId, botUserId } = this.twin;
    const parent = await prisma.channel.findUnique({ where: { id: channel } });
    if (parent?.type !== ChannelType.GuildText)
      return { status: 400, body: { code: 50_024, message: 'Cannot execute action on this channel type' } };
    const known = await prisma.channel.findUnique({ where: { id: message } });
    if (known !== null)
      return { status: 400, body: { code: 160_004, message: 'A thread has already been created' } };
    await prisma.channel.create({
      data: {
        id: message,
        guildId,
        type: ChannelType.PublicThread,
        name,
        parentId: channel,
        ownerId: botUserId,
        starterMessageId: message,
      },
    });
    return ok({ id: message, type: ChannelType.PublicThread, name, parent_id: channel, guild_id: guildId });
  }

  async #reactions(path: string): Promise<Answer> {
    const [, , , , messageId = '', , emoji = ''] = path.split('/');
    const given = await this.twin.prisma.reaction.findMany({
      where: { messageId, emoji },
      orderBy: { userId: 'asc' },
    });
    return ok(given.map(({ userId }) => ({ id: userId, username: userId })));
  }

  async #pass(request: IncomingMessage, path: string, query: string, body: unknown): Promise<Answer> {
    const { authorization } = request.headers;
    const url = `${this.twin.restUrl}/v10${path}${query === '' ? '' : `?${query}`}`;
    const answer = await fetch(url, {
      method: request.method ?? 'GET',
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(withoutFiles(body)) }),
    });
    const text = await answer.text();
    const passed = text === '' ? undefined : (JSON.parse(text) as Json);
    return { status: answer.status, body: passed === undefined ? undefined : this.#completed(path, passed) };
  }

  #completed(path: string, body: Json): Json {
    const channel = /^\/channels\/(\d+)$/u.exec(path)?.[1];
    return channel === undefined ? body : { ...body, ...this.settings.get(channel) };
  }

  /** What follows from a call. */
  async #after(call: string, body: unknown, answer: Answer): Promise<void> {
    if (answer.status >= 300) return;
    const { prisma } = this.twin;
    const given = body as Json | undefined;
    const id = String((answer.body as Json | undefined)?.['id'] ?? '');
    if (typeof given?.['nonce'] === 'string') this.#nonces.set(given['nonce'], answer.body as Json);
    if (Array.isArray(given?.['attachments']) && id !== '') {
      const attachments = JSON.stringify(
        given['attachments'].map((each: Json) => ({ ...each, id: String(each['id']) })),
      );
      await prisma.message.update({ where: { id }, data: { attachments } });
    }
    if (/^PATCH \/webhooks\/.*@original$/u.test(call))
      await prisma.message.update({ where: { id }, data: { flags: 64 } });
    const interaction = /^POST \/interactions\/(\d+)\//u.exec(call)?.[1] ?? '';
    if (interaction !== '') this.#acknowledged.set(interaction, given ?? {});
    this.#acks.get(interaction)?.(given ?? {});
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const ok = (body: unknown): Answer => ({ status: 200, body });

const gatewayInformation = (url: string): Json => ({
  url,
  shards: 1,
  session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
});

/** Discord leaves out what is empty or false. */
const asRegistered = (command: Json): Json =>
  Object.fromEntries(
    Object.entries(command).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
      if (key === 'options' && Array.isArray(value))
        return value.length === 0 ? [] : [[key, value.map(asRegistered)]];
      return value === false ? [] : [[key, value]];
    }),
  );

/** The twin knows neither attachments nor their pictures; an edit that names none keeps them. */
const withoutFiles = (body: unknown): unknown => {
  if (Array.isArray(body)) return body;
  const { attachments: _, ...rest } = body as Json;
  return rest;
};

const readBody = async (request: IncomingMessage): Promise<Pick<RestCall, 'body' | 'files'>> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const raw = Buffer.concat(parts);
  const type = request.headers['content-type'] ?? '';
  if (raw.length === 0) return { body: undefined, files: [] };
  if (!type.includes('multipart')) return { body: JSON.parse(raw.toString()), files: [] };
  const form = await new Response(raw, { headers: { 'content-type': type } }).formData();
  const files = [...form.values()].flatMap((value) =>
    typeof value === 'string' ? [] : [{ name: value.name, bytes: value.size }],
  );
  return { body: JSON.parse(String(form.get('payload_json'))), files };
};

const refuse = (response: ServerResponse, status: number, code: number, seconds?: number): void => {
  if (seconds !== undefined) response.setHeader('retry-after', String(seconds));
  reply(response, status, {
    code,
    message: `refused ${code}`,
    ...(seconds === undefined ? {} : { retry_after: seconds, global: false }),
  });
};

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  if (body === undefined) return void response.writeHead(204).end();
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
