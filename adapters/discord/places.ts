import { type APIDMChannel, type REST, Routes } from 'discord.js';
import type { Card } from '../../src/cards/card.ts';
import { cardToText } from '../../src/cards/card-to-text.ts';
import { PlatformError } from '../../src/errors.ts';
import type { Place, PlaceProblem } from '../../src/ports/chat-platform.ts';
import { called, codeOf } from './errors.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './message-builder.ts';
import { neutraliseLine } from './neutralise.ts';
import { missingPermissions, readChannel } from './permissions.ts';

export interface Places {
  /** The channel of a place; opens a person's conversation, or a message's thread with the card's title as its name. */
  open(place: Place, card: Card): Promise<string>;
  /** The channel of a place without opening a thread: one that was never opened is gone. */
  existing(place: Place): Promise<string>;
  placeProblem(place: Place, bot: string): Promise<PlaceProblem | undefined>;
}

const DIRECT = /^@(?<person>.+)$/u;
/** A thread exists already; a channel in which there are no threads. */
const THREAD_EXISTS = 160_004;
const NO_THREADS: readonly number[] = [50_024, 50_003];
const AUTO_ARCHIVE_MINUTES = 4320;

/** Channels, threads and conversations; remembers those that it opened. */
export const createPlaces = (rest: REST): Places => {
  const direct = new Map<string, string>();
  const threads = new Map<string, string>();
  const openDirect = async (person: string): Promise<string> => {
    const known = direct.get(person);
    if (known !== undefined) return known;
    const body = { recipient_id: person };
    const { id } = await called<APIDMChannel>(rest.post(Routes.userChannels(), { body }));
    direct.set(person, id);
    return id;
  };
  const openThread = async (channel: string, message: string, card: Card): Promise<string> => {
    const known = threads.get(message);
    if (known !== undefined) return known;
    const opened = await createThread(rest, channel, message, card);
    threads.set(message, opened);
    return opened;
  };
  const existing = async (place: Place): Promise<string> => {
    const person = place.kind === 'direct' ? place.person : DIRECT.exec(place.channel)?.groups?.['person'];
    if (person !== undefined) return openDirect(person);
    // Discord gives a thread the id of the message on which it was opened
    return place.kind === 'thread' ? (threads.get(place.thread) ?? place.thread) : place.channel;
  };
  return {
    existing,
    open: (place, card) =>
      place.kind === 'thread' && !DIRECT.test(place.channel)
        ? openThread(place.channel, place.thread, card)
        : existing(place),
    placeProblem: (place, bot) => problemOf(rest, place.channel, bot),
  };
};

/** The thread on a message, or the channel itself where there are no threads: in a thread and in a conversation. */
const createThread = async (rest: REST, channel: string, message: string, card: Card): Promise<string> => {
  const [title = ''] = cardToText(card, neutraliseLine).split('\n');
  const body = { name: plainText(title, LIMITS.threadName), auto_archive_duration: AUTO_ARCHIVE_MINUTES };
  try {
    const { id } = await called<{ readonly id: string }>(
      rest.post(Routes.threads(channel, message), { body }),
    );
    return id;
  } catch (error) {
    const code = codeOf(error);
    if (code === THREAD_EXISTS) return message;
    if (code !== undefined && NO_THREADS.includes(code)) return channel;
    throw error;
  }
};

const problemOf = async (rest: REST, id: string, bot: string): Promise<PlaceProblem | undefined> => {
  try {
    const channel = await readChannel(rest, id);
    const guild = channel.guild_id;
    if (guild === undefined) return undefined;
    if ((await missingPermissions(rest, { guild, bot, channel })).length > 0) return 'no-right';
    return channel.nsfw === true ? undefined : 'not-age-restricted';
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.code === 'channel-gone') return 'gone';
    if (error.code === 'missing-right') return 'no-right';
    throw error;
  }
};
