import { suggestValues } from '../bot/suggest-next.ts';
import { COMMANDS } from '../commands/index.ts';
import type { Config, Environment } from '../config.ts';
import type { PeopleGroup } from '../config-schema.ts';
import { UserError } from '../errors.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';
import type { Log } from '../ports/log.ts';
import { knownNames } from './known-names.ts';
import type { World } from './open-world.ts';

/** What has to be set for each chat platform. */
export const PLATFORM_VARIABLES = [
  'SLACK_BOT_TOKEN with SLACK_APP_TOKEN',
  'SLACK_BOT_TOKEN with SLACK_SIGNING_SECRET and PORT',
  'DISCORD_TOKEN',
] as const;

export interface ServedPlatforms {
  readonly platforms: readonly ChatPlatform[];
  /** Lets another process serve them. */
  release(): void;
}

/** Opens one platform; undefined when its variables are not set. */
type Open = (environment: Environment, world: World, log: Log) => Promise<ChatPlatform | undefined>;

const openSlack: Open = async (environment, { attachments, clock, config, stores }, log) => {
  const settings = environment.slack();
  if (settings === undefined) return undefined;
  const { createSlackPlatform } = await import('../../adapters/slack/slack-platform.ts');
  const { botToken, events, apiUrl } = settings;
  return createSlackPlatform({
    botToken: botToken.reveal(),
    events:
      events.kind === 'socket'
        ? { kind: 'socket', appToken: events.appToken.reveal() }
        : { kind: 'http', signingSecret: events.signingSecret.reveal(), port: events.port },
    ...(apiUrl === undefined ? {} : { apiUrl }),
    files: attachments,
    inbox: stores.events,
    needsGroups: namesSlackGroups(config),
    report: (error) => void log.fault('slack', error),
    now: () => clock.now(),
  });
};

const openDiscord: Open = async (environment, world, log) => {
  const settings = environment.discord();
  if (settings === undefined) return undefined;
  const { createDiscordPlatform } = await import('../../adapters/discord/discord-platform.ts');
  const { token, guild, apiUrl } = settings;
  return createDiscordPlatform({
    token: token.reveal(),
    guild,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    commands: COMMANDS,
    suggest: (typing) => suggestValues(typing, COMMANDS, knownNames(world)),
    files: world.attachments,
    inbox: world.stores.events,
    needsRoles: groupsOf(world.config).some(({ discordRoles }) => discordRoles.length > 0),
    report: (error) => void log.fault('discord', error),
    now: () => world.clock.now(),
  });
};

/** Whether the configuration names user groups of Slack. */
export const namesSlackGroups = (config: Config): boolean =>
  groupsOf(config).some(({ slackGroups }) => slackGroups.length > 0);

const groupsOf = ({ permissions, review }: Config): readonly PeopleGroup[] =>
  [...Object.values(permissions), review.voters, review.adjudicators].filter((group) => group !== undefined);

const OPEN: readonly Open[] = [openSlack, openDiscord];

/**
 * The platforms whose variables are set, each served by this process alone. Throws a `UserError` when a variable is
 * missing or wrong, or another process serves one of them.
 */
export const openPlatforms = async (
  environment: Environment,
  world: World,
  log: Log,
): Promise<ServedPlatforms> => {
  const opened = await Promise.all(OPEN.map((open) => open(environment, world, log)));
  const platforms = opened.filter((platform) => platform !== undefined);
  if (platforms.length === 0) return { platforms, release: () => undefined };
  const { takeServiceLock } = await import('../../adapters/sqlite/service-lock.ts');
  const locks = platforms.map(({ name }) => ({ name, lock: takeServiceLock(environment.home, name) }));
  const release = (): void => {
    for (const { lock } of locks) lock?.release();
  };
  const served = locks.find(({ lock }) => lock === undefined);
  if (served === undefined) return { platforms, release };
  release();
  throw new UserError('platform-served', { platform: served.name, home: environment.home });
};
