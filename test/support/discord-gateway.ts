import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

type Json = Readonly<Record<string, unknown>>;

/** What the gateway tells a bot about at first. */
interface GatewayState {
  readonly botUser: Json;
  readonly guilds: readonly { readonly apiGuild: Json; readonly channels: readonly Json[] }[];
}

interface GatewayOptions {
  readonly server: Server;
  readonly token: string;
  readonly url: () => string;
  readonly state: () => Promise<GatewayState>;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly sent: { readonly op: 0; readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | undefined;
}

const GUILDS = 1;
const GUILD_REACTIONS = 1 << 10;
/** The intent without which a bot does not hear of an event; interactions need none. */
const intentOf = (type: string): number =>
  /^MESSAGE_REACTION/.test(type) ? GUILD_REACTIONS : /^(?:GUILD|CHANNEL|THREAD)_/.test(type) ? GUILDS : 0;
/** Events that need intents which this bot does not have. */
const OTHER = /^(?:MESSAGE_(?:CREATE|UPDATE|DELETE)|TYPING|PRESENCE)/;

/** Discord's gateway with sessions that are resumed, refused and forgotten (its documentation, "Gateway Events"). */
export class DiscordGateway {
  /** Intents that a bot may name; others close its connection with 4014. */
  allowedIntents = GUILDS | GUILD_REACTIONS;
  identified = 0;
  resumed = 0;
  /** How often a bot has to show that it lives. */
  heartbeatMs = 45_000;
  readonly #options: GatewayOptions;
  readonly #sockets: WebSocketServer;
  readonly #sessions = new Map<string, Session>();

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({ noServer: true });
    options.server.on('upgrade', (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened));
    });
  }

  /** Something happened; a bot that is away hears of it when it resumes. */
  dispatch(type: string, body: unknown): void {
    if (OTHER.test(type)) return;
    for (const session of this.#sessions.values()) {
      const intent = intentOf(type);
      if (intent === 0 || (session.intents & intent) !== 0) this.#send(session, type, body);
    }
  }

  /** The network loses every connection. */
  drop(): void {
    for (const { socket } of this.#sessions.values()) socket?.terminate();
  }

  /** Sessions of before can not be resumed any more. */
  forgetSessions(): void {
    this.drop();
    this.#sessions.clear();
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #send(session: Session, type: string, body: unknown): void {
    const packet = { op: 0 as const, s: session.sent.length + 1, t: type, d: body };
    session.sent.push(packet);
    session.socket?.send(JSON.stringify(packet));
  }

  #welcome(socket: WebSocket): void {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: this.heartbeatMs }, s: null, t: null }));
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data));
      if (op === 1) socket.send(JSON.stringify({ op: 11 }));
      if (op === 2) void this.#identify(socket, d);
      if (op === 6) this.#resume(socket, d);
    });
  }

  async #identify(socket: WebSocket, { token, intents }: { token: string; intents: number }): Promise<void> {
    if (token !== this.#options.token) return socket.close(4004);
    if ((intents & ~this.allowedIntents) !== 0) return socket.close(4014);
    this.identified += 1;
    const { botUser, guilds } = await this.#options.state();
    const session: Session = { id: `session-${this.identified}`, intents, sent: [], socket };
    this.#open(session, socket);
    this.#send(session, 'READY', {
      v: 10,
      user: botUser,
      guilds: guilds.map(({ apiGuild }) => ({ id: apiGuild['id'], unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#options.url(),
      application: { id: botUser['id'], flags: 0 },
    });
    for (const { apiGuild, channels } of guilds)
      this.#send(session, 'GUILD_CREATE', guildCreate(apiGuild, channels));
  }

  #resume(socket: WebSocket, { session_id: id, seq }: { session_id: string; seq: number }): void {
    const session = this.#sessions.get(id);
    if (session === undefined) return void socket.send(JSON.stringify({ op: 9, d: false }));
    this.resumed += 1;
    this.#open(session, socket);
    for (const packet of session.sent) if (packet.s > seq) socket.send(JSON.stringify(packet));
    this.#send(session, 'RESUMED', {});
  }

  #open(session: Session, socket: WebSocket): void {
    session.socket = socket;
    this.#sessions.set(session.id, session);
    socket.on('close', () => {
      if (session.socket === socket) session.socket = undefined;
    });
  }
}

const guildCreate = (guild: Json, channels: readonly Json[]): Json => ({
  ...guild,
  joined_at: '2026-01-01T00:00:00+00:00',
  large: false,
  unavailable: false,
  member_count: 1,
  voice_states: [],
  members: [],
  channels,
  threads: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
});
