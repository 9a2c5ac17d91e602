import { type APIApplication, type APIGuild, type REST, Routes } from 'discord.js';
import { PlatformError, UserError } from '../../src/errors.ts';
import { rest as pause } from '../chat/owed.ts';
import { called, isTokenRefused, tokenRefused } from './errors.ts';
import { Gateway } from './gateway.ts';
import { inviteLink, missingPermissions, readChannel } from './permissions.ts';
import { createRest } from './rest.ts';

export interface DiscordCheck {
  readonly part: 'token' | 'connection' | 'server' | 'review-channel';
  /** Rejects with a `UserError` that says what to mend. */
  work(): Promise<void>;
}

interface CheckOptions {
  readonly token: string;
  readonly guild: string | undefined;
  readonly apiUrl: string | undefined;
  readonly reviewChannel: string | undefined;
}

/** What a bot needs at Discord, tried one by one; nothing is posted. */
export const discordChecks = (options: CheckOptions): readonly DiscordCheck[] => {
  const rest = createRest(options.token, options.apiUrl);
  const { reviewChannel } = options;
  return [
    { part: 'token', work: async () => void (await whoIs(rest)) },
    { part: 'connection', work: () => connect(options) },
    { part: 'server', work: () => checkServers(rest, options.guild) },
    ...(reviewChannel === undefined
      ? []
      : [{ part: 'review-channel' as const, work: () => checkChannel(rest, reviewChannel) }]),
  ];
};

const whoIs = async (rest: REST): Promise<string> => {
  try {
    return (await called<APIApplication>(rest.get(Routes.currentApplication()))).id;
  } catch (error) {
    throw isTokenRefused(error) ? tokenRefused('401', error) : error;
  }
};

const PATIENCE_MS = 10_000;

/** Opens the gateway and leaves it: Discord checks the intents nowhere else. */
const connect = async ({ token, apiUrl }: CheckOptions): Promise<void> => {
  const nothing = (): void => undefined;
  let latest: unknown;
  const gateway = new Gateway({
    ...{ token, apiUrl, retryMs: 1000, onDispatch: nothing, onReconnected: nothing },
    report: (error) => {
      latest = error;
    },
  });
  const patience = new AbortController();
  const opened = gateway.open().then(() => true);
  const isOpen = await Promise.race([opened, pause(PATIENCE_MS, patience.signal).then(() => false)]).finally(
    () => {
      patience.abort();
      return gateway.stop();
    },
  );
  if (!isOpen) throw latest instanceof Error ? latest : new Error('Discord did not answer.');
};

const checkServers = async (rest: REST, guild: string | undefined): Promise<void> => {
  const bot = await whoIs(rest);
  const servers =
    guild === undefined
      ? (await called<readonly { readonly id: string }[]>(rest.get(Routes.userGuilds()))).map(({ id }) => id)
      : [guild];
  if (servers.length === 0) throw notInServer('', bot);
  for (const server of servers) await checkServer(rest, server, bot);
};

const checkServer = async (rest: REST, guild: string, bot: string): Promise<void> => {
  const { name } = await called<APIGuild>(rest.get(Routes.guild(guild))).catch((error: unknown) => {
    throw isAbsent(error) ? notInServer(guild, bot) : error;
  });
  refuseMissing(name, await missingPermissions(rest, { guild, bot }), bot);
};

const checkChannel = async (rest: REST, id: string): Promise<void> => {
  const bot = await whoIs(rest);
  const channel = await readChannel(rest, id).catch((error: unknown) => {
    throw isAbsent(error) ? new UserError('place-gone', { place: id }, { cause: error }) : error;
  });
  const { guild_id: guild, name, nsfw } = channel;
  if (guild !== undefined)
    refuseMissing(`#${name}`, await missingPermissions(rest, { guild, bot, channel }), bot);
  if (nsfw !== true) throw new UserError('place-not-age-restricted', { place: `#${name}` });
};

const refuseMissing = (place: string, missing: readonly string[], bot: string): void => {
  if (missing.length === 0) return;
  const permissions = missing.map((name) => name.replace(/(?<=[a-z])(?=[A-Z])/gu, ' '));
  throw new UserError('platform-lacks-permissions', { place, permissions, invite: inviteLink(bot) });
};

const isAbsent = (error: unknown): boolean =>
  error instanceof PlatformError && ['channel-gone', 'missing-right'].includes(error.code);

const notInServer = (server: string, bot: string): UserError =>
  new UserError('platform-not-in-server', { platform: 'Discord', server, invite: inviteLink(bot) });
