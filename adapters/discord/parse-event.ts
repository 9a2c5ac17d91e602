import { z } from 'zod';
import type { EventId } from '../../src/ids.ts';
import { withoutJoiners } from '../chat/neutral-text.ts';
import { parseEmoji } from './emoji.ts';
import type { Answerable, Asked, Input, Interaction, Opened, Somebody } from './input.ts';
import { parseCustomId } from './message-builder.ts';
import { channelPlace, DISCORD, directPlace, ephemeralRef, messageRef } from './message-ref.ts';

const EPOCH_MS = 1_420_070_400_000n;

/** When Discord made an id (a snowflake). */
const timeOf = (id: string): Date => new Date(Number((BigInt(id) >> 22n) + EPOCH_MS));

const user = z.object({ id: z.string(), username: z.string().optional(), global_name: z.string().nullish() });
const member = z.object({
  user: user.optional(),
  nick: z.string().nullish(),
  roles: z.array(z.string()).default([]),
});

const option = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});
type Option = z.infer<typeof option> & { readonly options?: readonly Option[] | undefined };
const optionTree: z.ZodType<Option> = option.extend({
  options: z.lazy(() => z.array(optionTree)).optional(),
});

const interactionBody = z.object({
  id: z.string().regex(/^\d{1,19}$/),
  application_id: z.string(),
  type: z.number(),
  token: z.string(),
  guild_id: z.string().nullish(),
  channel_id: z.string().optional(),
  member: member.nullish(),
  user: user.nullish(),
  locale: z.string().optional(),
  message: z.object({ id: z.string(), flags: z.number().optional() }).nullish(),
  data: z
    .object({
      name: z.string().optional(),
      custom_id: z.string().optional(),
      options: z.array(optionTree).optional(),
    })
    .nullish(),
});
type Body = z.infer<typeof interactionBody>;

const COMMAND = 2;
const PRESS = 3;
const TYPING = 4;
const EPHEMERAL_FLAG = 64;
const SUBCOMMANDS: readonly number[] = [1, 2];

/** What an interaction means; undefined when it means nothing to the bot. */
export const parseInteraction = (body: unknown): Input | undefined => {
  const read = interactionBody.parse(body);
  const asked = askedIn(read);
  if (asked === undefined) return undefined;
  switch (read.type) {
    case COMMAND: {
      const { name, options } = calledOf(read);
      return { kind: 'command', name, options: valuesOf(options), ...asked };
    }
    case TYPING: {
      const { name, options } = calledOf(read);
      const focused = options.find((each) => each.focused === true);
      if (focused === undefined) return undefined;
      return {
        kind: 'typing',
        name,
        option: focused.name,
        typed: withoutJoiners(String(focused.value ?? '')),
        ...asked,
      };
    }
    case PRESS:
      return pressOf(read, asked);
    default:
      return undefined;
  }
};

const askedIn = (read: Body): (Asked & { readonly interaction: Interaction }) | undefined => {
  const { id, token, application_id: application, guild_id: guild, channel_id: channel, locale } = read;
  const by = read.member?.user ?? read.user;
  if (by == null) return undefined;
  const event = `${DISCORD}:${id}` as EventId;
  return {
    id: event,
    guild: guild ?? undefined,
    at: timeOf(id),
    person: {
      ...somebody(by, read.member ?? undefined),
      ...(locale === undefined ? {} : { locale }),
    },
    replyTo:
      channel === undefined || guild == null ? { ...directPlace(by.id) } : channelPlace(channel, event),
    interaction: { id, token, application },
  };
};

const somebody = (by: z.infer<typeof user>, as?: z.infer<typeof member>): Somebody => {
  const name = [as?.nick, by.global_name, by.username].find((each) => each != null && each !== '');
  return { id: by.id, ...(name == null ? {} : { name }), ...(as === undefined ? {} : { roles: as.roles }) };
};

/** The command's words, without those that only group, and its options. */
const calledOf = ({ data }: Body): { readonly name: string; readonly options: readonly Option[] } => {
  const names: string[] = [];
  let options: readonly Option[] = data?.options ?? [];
  for (let [first] = options; first !== undefined && SUBCOMMANDS.includes(first.type); [first] = options) {
    names.push(first.name);
    options = first.options ?? [];
  }
  return { name: names.join(' '), options };
};

const valuesOf = (options: readonly Option[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    options.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, withoutJoiners(String(value)).trim()] as const],
    ),
  );

const pressOf = ({ data, message, channel_id: channel }: Body, asked: Asked): Answerable | undefined => {
  const action = parseCustomId(data?.custom_id ?? '');
  if (action === undefined || message == null || channel === undefined) return undefined;
  const isEphemeral = ((message.flags ?? 0) & EPHEMERAL_FLAG) !== 0;
  const ref = isEphemeral ? ephemeralRef(channel, message.id) : messageRef(channel, message.id);
  return { kind: 'press', action, message: ref, ...asked };
};

const reaction = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  message_id: z.string(),
  guild_id: z.string().optional(),
  member: member.optional(),
  emoji: z.object({ id: z.string().nullish(), name: z.string().nullish() }),
});

/**
 * A reaction with one of the emoji that the core knows; undefined for any other. Discord numbers reactions only by their
 * place in the session, which is the same when it delivers them again.
 */
export const parseReaction = (
  change: 'added' | 'removed',
  body: unknown,
  delivery: string,
): Input | undefined => {
  const { user_id: id, channel_id, message_id, guild_id, member: as, emoji: given } = reaction.parse(body);
  const emoji = parseEmoji(given);
  if (emoji === undefined) return undefined;
  return {
    kind: 'reaction',
    id: `${DISCORD}:${delivery}` as EventId,
    guild: guild_id,
    person: as?.user === undefined ? { id } : somebody(as.user, as),
    change,
    emoji,
    message: messageRef(channel_id, message_id),
  };
};

const channelBody = z.object({ id: z.string(), guild_id: z.string().optional() });

/** A channel whose settings changed. */
export const parseChannel = (body: unknown, delivery: string): Opened => {
  const { id: channel, guild_id: guild } = channelBody.parse(body);
  return { kind: 'opened', id: `${DISCORD}:${delivery}` as EventId, guild, channel };
};
