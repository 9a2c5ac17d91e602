import { z } from 'zod';
import type { Action } from '../../src/cards/card.ts';
import type { EventId } from '../../src/ids.ts';
import type { MessageRef, Place } from '../../src/ports/chat-platform.ts';
import { withoutJoiners } from '../chat/neutral-text.ts';
import { parseEmoji } from './emoji.ts';
import type { Answerable, Input, Told } from './input.ts';
import { directPlace, ephemeralRef, messageRef, viewRef } from './message-ref.ts';
import { SLACK } from './render-line.ts';
import { formOfCallback } from './render-window.ts';

const eventId = (id: string): EventId => `${SLACK}:${id}` as EventId;

/** `1711111111.000200` is seconds; `now` where it is none. */
const moment = (seconds: string, now: Date): Date => {
  const at = new Date(Number(seconds) * 1000);
  return Number.isNaN(at.getTime()) ? now : at;
};

const channelPlace = (channel: string): Place => ({ kind: 'channel', platform: SLACK, channel });
const threadPlace = (channel: string, thread: string): Place => ({
  kind: 'thread',
  platform: SLACK,
  channel,
  thread,
});

const command = z.object({
  text: z.string().default(''),
  channel_id: z.string(),
  user_id: z.string(),
  user_name: z.string().optional(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});

/** A slash command. */
export const parseCommand = (body: unknown, now: Date): Answerable => {
  const { text, channel_id, user_id, user_name, trigger_id, response_url } = command.parse(body);
  return {
    kind: 'command',
    id: eventId(trigger_id),
    at: now,
    person: { id: user_id, ...(user_name === undefined ? {} : { name: user_name }) },
    text: withoutJoiners(text),
    replyTo: channelPlace(channel_id),
    trigger: trigger_id,
    inWindow: false,
    ...(response_url === undefined ? {} : { responseUrl: response_url }),
  };
};

const user = z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() });
const press = z.object({
  user,
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  container: z.object({
    type: z.string(),
    message_ts: z.string().optional(),
    channel_id: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
    view_id: z.string().optional(),
  }),
  view: z.object({ id: z.string(), type: z.string() }).optional(),
  actions: z.array(z.object({ value: z.string().optional(), action_ts: z.string() })).min(1),
});
const meaning = z.tuple([z.string(), z.string()]);

/** What a button's value means; undefined when it is none of ours. */
const parseAction = (value: string | undefined): Action | undefined => {
  try {
    const [name, argument] = meaning.parse(JSON.parse(value ?? ''));
    return { name, argument };
  } catch {
    return undefined;
  }
};

/** A pressed button; undefined when it means nothing to the bot. */
export const parsePress = (body: unknown, now: Date): Answerable | undefined => {
  const { user: by, trigger_id, response_url, container, view, actions } = press.parse(body);
  const [pressed] = actions;
  const action = parseAction(pressed?.value);
  if (pressed === undefined || action === undefined) return undefined;
  const { channel_id: channel, message_ts: ts } = container;
  const where =
    channel !== undefined && ts !== undefined
      ? inChannel(channel, ts, container, by.id)
      : inView(by.id, view?.id ?? '');
  return {
    kind: 'press',
    id: eventId(trigger_id ?? `${pressed.action_ts}:${by.id}`),
    at: moment(pressed.action_ts, now),
    person: personOf(by),
    action,
    ...where,
    inWindow: view?.type === 'modal',
    ...(trigger_id === undefined ? {} : { trigger: trigger_id }),
    ...(response_url === undefined ? {} : { responseUrl: response_url }),
  };
};

const personOf = ({ id, name, username }: z.infer<typeof user>): Told['person'] => {
  const known = name ?? username;
  return { id, ...(known === undefined ? {} : { name: known }) };
};

const inChannel = (
  channel: string,
  ts: string,
  { is_ephemeral, thread_ts }: z.infer<typeof press>['container'],
  person: string,
): { readonly message: MessageRef; readonly replyTo: Place } => {
  if (is_ephemeral === true) {
    return {
      message: ephemeralRef(channel, ts),
      replyTo: { kind: 'private', platform: SLACK, channel, person },
    };
  }
  const inThread = thread_ts !== undefined && thread_ts !== ts;
  return {
    message: messageRef(channel, ts),
    replyTo: inThread ? threadPlace(channel, thread_ts) : channelPlace(channel),
  };
};

const inView = (person: string, view: string): { readonly message: MessageRef; readonly replyTo: Place } => ({
  message: viewRef(person, view),
  replyTo: directPlace(person),
});

const place = z.union([
  z.object({ kind: z.literal('channel'), platform: z.literal(SLACK), channel: z.string() }),
  z.object({
    kind: z.literal('thread'),
    platform: z.literal(SLACK),
    channel: z.string(),
    thread: z.string(),
  }),
  z.object({
    kind: z.literal('private'),
    platform: z.literal(SLACK),
    channel: z.string(),
    person: z.string(),
  }),
]);

/** Where a form's answer belongs, kept in the window as long as it is open. */
export const placeMemo = (to: Place): string => JSON.stringify(to);

const parseMemo = (memo: string, person: string): Place => {
  try {
    return place.parse(JSON.parse(memo));
  } catch {
    return directPlace(person);
  }
};

const submission = z.object({
  user,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    hash: z.string().optional(),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({
            value: z.string().nullish(),
            selected_option: z.object({ value: z.string() }).nullish(),
          }),
        ),
      ),
    }),
  }),
});

/** A form that was sent; undefined when the window has none. */
export const parseSubmission = (body: unknown, now: Date): Answerable | undefined => {
  const { user: by, view } = submission.parse(body);
  const form = formOfCallback(view.callback_id);
  if (form === undefined) return undefined;
  const values = Object.entries(view.state.values).flatMap(
    ([field, inputs]): readonly (readonly [string, string])[] => {
      const [input] = Object.values(inputs);
      const value = input?.selected_option?.value ?? input?.value ?? '';
      return value === '' ? [] : [[field, withoutJoiners(value)]];
    },
  );
  return {
    kind: 'form',
    // a window is sent once
    id: eventId(`view:${view.id}`),
    at: now,
    person: personOf(by),
    form,
    values: Object.fromEntries(values),
    replyTo: parseMemo(view.private_metadata, by.id),
    inWindow: false,
  };
};

const reaction = z.object({
  event_id: z.string(),
  event: z.object({
    type: z.enum(['reaction_added', 'reaction_removed']),
    user: z.string(),
    reaction: z.string(),
    event_ts: z.string(),
    item: z.object({ type: z.string(), channel: z.string().optional(), ts: z.string().optional() }),
  }),
});

/** A reaction on a message with one of the emoji that the core knows; undefined for any other. */
export const parseReaction = (body: unknown, now: Date): Input | undefined => {
  const { event_id, event } = reaction.parse(body);
  const { channel, ts } = event.item;
  const emoji = parseEmoji(event.reaction);
  if (emoji === undefined || channel === undefined || ts === undefined) return undefined;
  return {
    kind: 'reaction',
    id: eventId(event_id),
    at: moment(event.event_ts, now),
    person: { id: event.user },
    change: event.type === 'reaction_added' ? 'added' : 'removed',
    emoji,
    message: messageRef(channel, ts),
  };
};

const home = z.object({
  event_id: z.string(),
  event: z.object({ user: z.string(), tab: z.string(), event_ts: z.string() }),
});

/** Somebody opened the bot's page; undefined for its other tabs. */
export const parseHome = (body: unknown, now: Date): Input | undefined => {
  const { event_id, event } = home.parse(body);
  return event.tab === 'home'
    ? { kind: 'home', id: eventId(event_id), at: moment(event.event_ts, now), person: { id: event.user } }
    : undefined;
};

const joined = z.object({
  event_id: z.string(),
  event: z.object({ user: z.string(), channel: z.string(), event_ts: z.string() }),
});

/** Somebody came into a channel. */
export const parseJoined = (body: unknown, now: Date): Input => {
  const { event_id, event } = joined.parse(body);
  const { user: id, channel, event_ts: ts } = event;
  return { kind: 'joined', id: eventId(event_id), at: moment(ts, now), person: { id }, channel };
};
