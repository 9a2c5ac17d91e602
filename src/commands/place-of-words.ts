import { usageError } from '../errors.ts';
import type { Address, Place } from '../ports/chat-platform.ts';

/** `slack:C0123`: a channel of a platform. Throws a usage error for anything else. */
export const placeOfWords = (words: string): Place => {
  const found = /^([a-z]+):(\S+)$/.exec(words.trim());
  const [, platform, channel] = found ?? [];
  if (platform === undefined || channel === undefined) throw usageError('bad-channel', { words });
  return { kind: 'channel', platform, channel };
};

/** The channel in which somebody speaks; a conversation with the bot alone stays one. */
export const channelOf = (address: Address): Place => {
  const { kind, platform, channel } = address;
  return kind === 'direct' ? address : { kind: 'channel', platform, channel };
};

/** A place as lists name it. */
export const wordsOfPlace = ({ platform, channel }: Place): string => `${platform}:${channel}`;
