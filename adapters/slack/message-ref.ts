import { directChannel, type MessageRef, type Place } from '../../src/ports/chat-platform.ts';
import { SLACK } from './render-line.ts';

const EPHEMERAL = 'ephemeral:';
const VIEW = 'view:';

/** A message by its time stamp, which Slack keeps unique in a channel. */
export const messageRef = (channel: string, ts: string): MessageRef => ({
  platform: SLACK,
  channel,
  message: ts,
});

/** A message that one person sees; Slack shows it to nobody again, the bot included. */
export const ephemeralRef = (channel: string, ts: string): MessageRef =>
  messageRef(channel, `${EPHEMERAL}${ts}`);

/** A window or the bot's page: no message, but something with buttons. */
export const viewRef = (person: string, view: string): MessageRef =>
  messageRef(directChannel(person), `${VIEW}${view}`);

/** The time stamp of a message that one person sees; undefined for any other. */
export const ephemeralTs = ({ message }: MessageRef): string | undefined =>
  message.startsWith(EPHEMERAL) ? message.slice(EPHEMERAL.length) : undefined;

/** The person's own conversation with the bot. */
export const directPlace = (person: string): Place => ({
  kind: 'direct',
  platform: SLACK,
  channel: directChannel(person),
  person,
});
