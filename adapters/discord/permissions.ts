import {
  type APIGuild,
  type APIGuildChannel,
  type APIGuildMember,
  type APIOverwrite,
  type GuildChannelType,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';
import { called } from './errors.ts';

/** What the bot does in a channel, and so what it has to be allowed. */
export const NEEDED = {
  ViewChannel: PermissionFlagsBits.ViewChannel,
  SendMessages: PermissionFlagsBits.SendMessages,
  SendMessagesInThreads: PermissionFlagsBits.SendMessagesInThreads,
  CreatePublicThreads: PermissionFlagsBits.CreatePublicThreads,
  EmbedLinks: PermissionFlagsBits.EmbedLinks,
  AttachFiles: PermissionFlagsBits.AttachFiles,
  // without it Discord shows an empty history, and a message could be sent twice
  ReadMessageHistory: PermissionFlagsBits.ReadMessageHistory,
  AddReactions: PermissionFlagsBits.AddReactions,
} as const;
export type PermissionName = keyof typeof NEEDED;
const NAMES = Object.keys(NEEDED) as PermissionName[];

/** A link that brings the bot into a server with all that it needs, or gives it there what it lacks. */
export const inviteLink = (application: string): string => {
  const permissions = Object.values(NEEDED).reduce((all, bit) => all | bit, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=bot+applications.commands&permissions=${permissions}`;
};

export type Channel = APIGuildChannel<GuildChannelType> & {
  readonly nsfw?: boolean;
  readonly permission_overwrites?: readonly APIOverwrite[];
};

export const readChannel = (rest: REST, channel: string): Promise<Channel> =>
  called<Channel>(rest.get(Routes.channel(channel)));

/** What of it the bot lacks in a server, or in one of its channels. */
export const missingPermissions = async (
  rest: REST,
  { guild, bot, channel }: { readonly guild: string; readonly bot: string; readonly channel?: Channel },
): Promise<readonly PermissionName[]> => {
  const [server, me] = await Promise.all([
    called<APIGuild>(rest.get(Routes.guild(guild))),
    called<APIGuildMember>(rest.get(Routes.guildMember(guild, bot))),
  ]);
  const allowed = permissionsOf(server, me, bot, channel?.permission_overwrites ?? []);
  return NAMES.filter((name) => (allowed & NEEDED[name]) === 0n);
};

const ALL = (1n << 62n) - 1n;

/** Discord's own computation (developer documentation, "Permission Overwrites"). */
const permissionsOf = (
  { id, owner_id, roles }: APIGuild,
  me: APIGuildMember,
  bot: string,
  overwrites: readonly APIOverwrite[],
): bigint => {
  const mine = [id, ...me.roles];
  const base = roles
    .filter((role) => mine.includes(role.id))
    .reduce((all, role) => all | BigInt(role.permissions), 0n);
  if (owner_id === bot || (base & PermissionFlagsBits.Administrator) !== 0n) return ALL;
  const steps = [
    overwrites.filter((each) => each.id === id),
    overwrites.filter((each) => each.id !== id && me.roles.includes(each.id)),
    overwrites.filter((each) => each.id === bot),
  ];
  return steps.reduce((allowed, step) => {
    const denied = step.reduce((all, { deny }) => all | BigInt(deny), 0n);
    return step.reduce((all, { allow }) => all | BigInt(allow), allowed & ~denied);
  }, base);
};
