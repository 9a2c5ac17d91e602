import type { Pace } from '../../src/ports/chat-platform.ts';

/**
 * What Slack takes (docs.slack.dev, reference of Block Kit and of the Web API), each with a little room below it. Lengths
 * count UTF-16 units, which are never fewer than Slack's characters.
 */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** All text of a message's blocks together; undocumented, `msg_blocks_too_long` beyond about 13,200. */
  messageText: 12_000,
  /** A view may have 250,000 bytes; a character takes up to 3 of UTF-8, escapes more. */
  viewText: 45_000,
  /** What the form of an element takes of that. */
  viewElement: 20,
  blockText: 2900,
  header: 150,
  contextText: 1900,
  altText: 1900,
  /** `text` beside the blocks: 40,000, better under 4,000. */
  fallback: 3000,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  tableRows: 100,
  tableColumns: 20,
  tableText: 9000,
  /** Items of one list in rich text; undocumented, kept well below what a block takes. */
  listItems: 90,
  options: 100,
  optionText: 75,
  optionValue: 150,
  modalTitle: 24,
  label: 150,
  privateMetadata: 3000,
  inputText: 3000,
} as const;

/** About one message a second in a channel; `chat.update` takes about 50 a minute. */
export const SLACK_PACE: Pace = { channelMs: 1000, messageMs: 2000 };

/** A `response_url` works this long, this many times. */
export const RESPONSE_URL = { lifeMs: 30 * 60_000, uses: 5 } as const;
/** A trigger opens a window this long; a little less, for the way there. */
export const TRIGGER_MS = 2800;
/** A signed request is refused when its time is further away than this. */
export const SIGNATURE_LIFE_MS = 5 * 60_000;
/** The largest request body that is read. */
export const MOST_BODY_BYTES = 1_000_000;
/** Messages that are looked through for a key, newest first: 200 a page. */
export const FIND = { page: 200, pages: 5 } as const;
/** Any call of the Web API ends within this time, uploads included. */
export const CALL_TIMEOUT_MS = 30_000;
/** How long the answer of `users.info` and the members of user groups are believed. */
export const PEOPLE_LIFE_MS = 10 * 60_000;
