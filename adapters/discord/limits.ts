import type { Pace } from '../../src/ports/chat-platform.ts';

/**
 * What Discord takes (discord.com/developers/docs, message and application command resources), with room below where we
 * add something ourselves. Lengths count UTF-16 units, which are never fewer than Discord's characters.
 */
export const LIMITS = {
  embeds: 10,
  /** All text of a message's embeds together: 6,000. */
  messageText: 5800,
  description: 4000,
  title: 256,
  rows: 5,
  rowButtons: 5,
  buttonLabel: 80,
  customId: 100,
  files: 10,
  fileDescription: 1024,
  threadName: 100,
  choices: 25,
  choice: 100,
  commandDescription: 100,
  /** A table wider than this breaks on a phone. */
  tableWidth: 60,
  tableText: 1800,
} as const;

/** Discord takes 5 messages in 5 seconds in a channel, edits included. */
export const DISCORD_PACE: Pace = { channelMs: 1100, messageMs: 2000 };

/** An interaction takes answers for 15 minutes; a little less, for the way there. */
export const TOKEN_LIFE_MS = 14.5 * 60_000;
/** Messages that are looked through for a key, newest first: 100 a page. */
export const FIND = { page: 100, pages: 5 } as const;
/** People that are read of one reaction: 100 a page. */
export const REACTIONS = { page: 100, pages: 10 } as const;
/** Any call ends within this time, uploads included. */
export const CALL_TIMEOUT_MS = 30_000;
/** How long roles, members and channels are believed. */
export const PEOPLE_LIFE_MS = 10 * 60_000;
