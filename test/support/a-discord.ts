import { InteractionType } from 'discord.js';
import {
  createDiscordPlatform,
  type DiscordOptions,
  type DiscordPlatform,
} from '../../adapters/discord/discord-platform.ts';
import { nameOfEmoji } from '../../adapters/discord/emoji.ts';
import { createEventStore } from '../../adapters/sqlite/event-store.ts';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { splitWords } from '../../src/bot/split-words.ts';
import type { Emoji } from '../../src/cards/emoji.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import type { MessageRef } from '../../src/ports/chat-platform.ts';
import { DiscordFront, type FrontOptions, TOKEN } from './discord-front.ts';
import { buttonsIn, wordsIn } from './discord-rules.ts';

type Json = Readonly<Record<string, unknown>>;

export const PEOPLE = ['ann', 'bob', 'cid'] as const;
export type PersonName = (typeof PEOPLE)[number];

/** A message as Discord has it. */
export interface DiscordMessage {
  readonly id: string;
  readonly channel: string;
  readonly content: string;
  readonly embeds: readonly Json[];
  readonly components: readonly Json[];
  readonly attachments: readonly Json[];
  /** Seen by one person. */
  readonly ephemeral: boolean;
  readonly words: string;
}

/** A server with three people, its channels, and what they do and see there. */
export interface ADiscord {
  readonly front: DiscordFront;
  readonly channels: Readonly<Record<'evals' | 'review', string>>;
  idOf(name: PersonName): string;
  /** Somebody chooses a subcommand and fills in its options, given as words; resolves when the bot has acknowledged it. */
  type(words: string, by?: PersonName, channel?: string): Promise<void>;
  /** Somebody is typing an option; resolves to what the bot suggests. */
  typing(command: string, option: string, typed: string): Promise<readonly Json[]>;
  /** Somebody presses the button with this label (or at this place, from 1) of a message. */
  press(message: MessageRef, button: string | number, by?: PersonName): Promise<void>;
  react(message: MessageRef, emoji: Emoji, change: 'added' | 'removed', by?: PersonName): Promise<void>;
  /** The same, while the bot does not hear of it. */
  reactUnheard(
    message: MessageRef,
    emoji: Emoji,
    change: 'added' | 'removed',
    by?: PersonName,
  ): Promise<void>;
  reactAsSelf(message: MessageRef, emoji: Emoji): Promise<void>;
  /** All messages, oldest first. */
  messages(channel?: string): Promise<readonly DiscordMessage[]>;
  messageWith(text: string): Promise<MessageRef>;
  close(): Promise<void>;
}

const SUBCOMMAND = 1;
const GROUP = 2;

export const openDiscord = async (gateway: FrontOptions['gateway'] = 'own'): Promise<ADiscord> => {
  const front = await DiscordFront.start({ people: PEOPLE, channels: ['evals', 'review'], gateway });
  const { twin } = front;
  await front.allow((1n << 50n) - 1n - 8n);
  const users = await twin.prisma.user.findMany();
  const rows = await twin.prisma.channel.findMany();
  const idOf = (name: PersonName): string => users.find(({ username }) => username === name)?.id ?? '';
  const channelOf = (name: string): string => rows.find((row) => row.name === name)?.id ?? '';
  const channels = { evals: channelOf('evals'), review: channelOf('review') };
  for (const id of Object.values(channels)) front.settings.set(id, { nsfw: true, permission_overwrites: [] });
  const interact = async (how: Parameters<typeof twin.simulateInteraction>[0]): Promise<Json> => {
    const { id } = await twin.simulateInteraction(how);
    return front.acknowledged(id);
  };
  const typing = async (command: string, option: string, typed: string): Promise<readonly Json[]> => {
    const focused = { name: option, type: 3, value: typed, focused: true };
    const [first = '', second] = command.split(' ');
    const inner = { type: SUBCOMMAND, name: second ?? first, options: [focused] };
    const options = second === undefined ? [inner] : [{ type: GROUP, name: first, options: [inner] }];
    const answer = await interact({
      type: InteractionType.ApplicationCommandAutocomplete,
      channelId: channels.evals,
      userId: idOf('ann'),
      data: { id: '1', name: 'flames', type: 1, options },
    });
    return (answer['data'] as { choices: readonly Json[] }).choices;
  };
  const store = async (messageId: string, emoji: string, change: string, userId: string): Promise<void> => {
    if (change === 'added') await twin.prisma.reaction.create({ data: { messageId, userId, emoji } });
    else await twin.prisma.reaction.deleteMany({ where: { messageId, userId, emoji } });
  };
  const tell = async (ref: MessageRef, emoji: Emoji, change: string, userId: string): Promise<void> => {
    const user = users.find(({ id }) => id === userId);
    const member = { user: { id: userId, username: user?.username }, roles: [] };
    front.dispatch(change === 'added' ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE', {
      user_id: userId,
      channel_id: ref.channel,
      message_id: ref.message,
      guild_id: twin.guildId,
      emoji: { id: null, name: nameOfEmoji(emoji) },
      ...(change === 'added' ? { member } : {}),
    });
    // events come in order: when the bot answers this one, it has heard of the reaction
    await typing('evaluate', 'model', '');
  };
  const messages = async (channel?: string): Promise<readonly DiscordMessage[]> => {
    const all = await twin.prisma.message.findMany({
      where: channel === undefined ? {} : { channelId: channel },
    });
    return all
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
      .map(({ id, channelId, content, embeds, components, attachments, flags }) => {
        const parts = {
          content,
          embeds: JSON.parse(embeds) as Json[],
          components: JSON.parse(components) as Json[],
          attachments: JSON.parse(attachments) as Json[],
        };
        return { id, channel: channelId, ...parts, ephemeral: flags === 64, words: wordsIn(parts) };
      });
  };
  return {
    front,
    channels,
    idOf,
    typing,
    messages,
    type: async (words, by = 'ann', channelId = channels.evals) => {
      const [command] = front.registered('guild').concat(front.registered('global'));
      const data = { id: '1', name: 'flames', type: 1, options: [chosen(words, command)] };
      await interact({ type: InteractionType.ApplicationCommand, channelId, userId: idOf(by), data });
    },
    press: async (ref, button, by = 'ann') => {
      const id = ref.message.replace('ephemeral:', '');
      const message = (await messages()).find((each) => each.id === id);
      const found = buttonsIn(message).find((each, at) =>
        typeof button === 'number' ? at === button - 1 : String(each['label']).includes(button),
      );
      if (found === undefined) throw new Error(`No button "${button}" in ${message?.words}`);
      await interact({
        type: InteractionType.MessageComponent,
        channelId: message?.channel ?? ref.channel,
        userId: idOf(by),
        messageId: id,
        data: { custom_id: found['custom_id'], component_type: 2 },
      });
    },
    react: async (ref, emoji, change, by = 'ann') => {
      await store(ref.message, nameOfEmoji(emoji), change, idOf(by));
      await tell(ref, emoji, change, idOf(by));
    },
    reactUnheard: (ref, emoji, change, by = 'ann') =>
      store(ref.message, nameOfEmoji(emoji), change, idOf(by)),
    reactAsSelf: (ref, emoji) => tell(ref, emoji, 'added', twin.botUserId),
    messageWith: async (text) => {
      const all = await messages();
      const found = all.findLast(({ words }) => words.includes(text));
      if (found === undefined)
        throw new Error(`No message says "${text}": ${all.map(({ words }) => words).join('\n---\n')}`);
      const message = found.ephemeral ? `ephemeral:${found.id}` : found.id;
      return { platform: 'discord', channel: found.channel, message };
    },
    close: () => front.close(),
  };
};

/** The options that somebody fills in, as Discord sends them: by what is registered, and never without a required one. */
const chosen = (line: string, command: Json | undefined): Json => {
  const words = splitWords(line);
  const optionsOf = (each: Json | undefined): readonly Json[] => (each?.['options'] ?? []) as readonly Json[];
  const named = (options: readonly Json[], at: number): Json => {
    const found = options.find(({ name }) => name === words[at]?.text);
    if (found === undefined) throw new Error(`Discord offers no "${words[at]?.text}"`);
    return found;
  };
  const first = named(optionsOf(command), 0);
  const isGroup = first['type'] === GROUP;
  const leaf = isGroup ? named(optionsOf(first), 1) : first;
  const rest = words.slice(isGroup ? 2 : 1);
  const plain = rest.filter(
    ({ option }, at) => option === undefined && rest[at - 1]?.option?.name === undefined,
  );
  const called = words.slice(0, isGroup ? 2 : 1).map(({ text }) => text);
  const specs = COMMANDS.find(({ name }) => name === called.join(' '))?.arguments ?? [];
  const inPlace = (name: unknown): string | undefined => {
    const at = specs.findIndex((spec) => spec.name === name);
    const texts = plain.map(({ text }) => text);
    return at < 0 ? undefined : specs[at]?.variadic === true ? texts.slice(at).join(' ') : texts[at];
  };
  const afterFlag = (type: unknown, flag: number): unknown => {
    const text = rest[flag + 1]?.text;
    return type === 5 ? true : type === 4 ? Number(text) : text;
  };
  const given = optionsOf(leaf).flatMap((option): readonly Json[] => {
    const { name, type } = option;
    const flag = rest.findIndex((word) => word.option?.name === name);
    const value = flag >= 0 ? afterFlag(type, flag) : inPlace(name);
    if (value !== undefined && value !== '') return [{ name, type, value }];
    if (option['required'] === true) throw new Error(`Discord asks for "${name}"`);
    return [];
  });
  const inner = { type: SUBCOMMAND, name: leaf['name'], options: given };
  return isGroup ? { type: GROUP, name: first['name'], options: [inner] } : inner;
};

/** The Discord platform against a server of the tests; no pauses, and faults are kept for the test that asks for them. */
export const discordOn = (
  { front }: ADiscord,
  options: Partial<DiscordOptions> = {},
): DiscordPlatform & { readonly reports: readonly unknown[] } => {
  const reports: unknown[] = [];
  const platform = createDiscordPlatform({
    token: TOKEN,
    guild: front.twin.guildId,
    apiUrl: front.apiUrl,
    commands: COMMANDS,
    suggest: () => [],
    files: { read: () => undefined },
    inbox: createEventStore(openDatabase(IN_MEMORY)),
    needsRoles: false,
    report: (error) => reports.push(error),
    pace: { channelMs: 0, messageMs: 0 },
    retryMs: 5,
    ...options,
  });
  return Object.assign(platform, { reports });
};
