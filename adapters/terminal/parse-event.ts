import type { EventId } from '../../src/ids.ts';
import type { ChatEvent, Place, UserRef } from '../../src/ports/chat-platform.ts';
import type { Locale } from '../../src/texts/locale.ts';
import { terminalTexts } from '../../src/texts/terminal.ts';
import { parseEmoji } from './emoji.ts';
import type { Messages, TerminalMessage } from './messages.ts';
import { cardButtons } from './render-card.ts';

/** What a typed line means: an event for the bot, or something between the person and the screen. */
export type TerminalInput =
  | { readonly kind: 'event'; readonly event: ChatEvent }
  | { readonly kind: 'show'; readonly message: TerminalMessage }
  | { readonly kind: 'speak-as'; readonly name: string }
  | { readonly kind: 'quit' }
  | { readonly kind: 'nothing' }
  /** The line cannot be meant; the sentence says how it could be. */
  | { readonly kind: 'mistake'; readonly sentence: string };

export interface Reading {
  readonly messages: Messages;
  readonly by: UserRef;
  readonly id: EventId;
  readonly replyTo: Place;
  /** When the line came. */
  readonly at: Date;
  readonly locale: Locale;
}

/** Words that the terminal keeps for itself; after `/flames` they are the bot's. */
export const TERMINAL_WORDS = ['press', 'show', 'as', 'quit'] as const;

const COMMAND = /^\/?flames(?:\s+|$)(.*)$/isu;
const PRESS = /^(?:press\s+)?#?(?:(\d+)\.)?(\d+)$/iu;
/** A message and its button as people who do not know the dot write them. */
const PRESS_APART = /^(?:press\s+)?#?(\d+)(?:\s+|\s*[,:/]\s*)#?(\d+)$/iu;
const REACTION = /^(-?)(:\w+:|\p{Extended_Pictographic})(?:\s+(\S+))?$/u;
const REACTION_AFTER = /^#?(\d+|f\d+)\s+(-?)(:\w+:|\p{Extended_Pictographic})$/iu;
const SHOW = /^show(?:\s+#?(\d+))?$/iu;
const SPEAK_AS = /^as\s+(.+)$/iu;

/** Reads one line of the terminal chat. Whatever is no word of the terminal's own is a command. */
export const parseEvent = (line: string, reading: Reading): TerminalInput => {
  const words = line.trim();
  if (words === '') return { kind: 'nothing' };
  const command = COMMAND.exec(words);
  if (command !== null) return parseCommand(command[1] ?? '', reading);
  if (/^quit$/iu.test(words)) return { kind: 'quit' };
  const speaker = SPEAK_AS.exec(words)?.[1];
  if (speaker !== undefined) return { kind: 'speak-as', name: speaker };
  const show = SHOW.exec(words);
  if (show !== null) return parseShow(show[1], reading);
  const press = PRESS.exec(words);
  if (press !== null) return parsePress(press[1], Number(press[2]), reading);
  const apart = PRESS_APART.exec(words);
  if (apart !== null) return pointTo(apart[1] ?? '', apart[2] ?? '', reading);
  const reaction = REACTION.exec(words);
  if (reaction !== null) return parseReaction(reaction[1] === '-', reaction[2] ?? '', reaction[3], reading);
  const after = REACTION_AFTER.exec(words);
  if (after !== null) return parseReaction(after[2] === '-', after[3] ?? '', after[1], reading);
  if (/^(?:press|as)(?:\s|$)/iu.test(words)) return mistake(terminalTexts[reading.locale].usage);
  return parseCommand(words.replace(/^\//u, ''), reading);
};

const mistake = (sentence: string): TerminalInput => ({ kind: 'mistake', sentence });

const parseCommand = (text: string, { id, at, by, replyTo }: Reading): TerminalInput => ({
  kind: 'event',
  event: { kind: 'command', id, at, call: { kind: 'words', text: text.trim() }, by, replyTo },
});

const parseShow = (number: string | undefined, { messages, locale }: Reading): TerminalInput => {
  const message = number === undefined ? messages.latestWithSensitive() : messages.withNumber(Number(number));
  return message === undefined ? mistake(terminalTexts[locale].noMessage) : { kind: 'show', message };
};

const parsePress = (number: string | undefined, button: number, reading: Reading): TerminalInput => {
  const { messages, id, at, by, replyTo, locale } = reading;
  const message = number === undefined ? messages.latestWithButtons() : messages.withNumber(Number(number));
  if (message === undefined) return mistake(terminalTexts[locale].noMessage);
  const buttons = cardButtons(message.card);
  const action = buttons[button - 1]?.action;
  if (action === undefined)
    return mistake(terminalTexts[locale].noButton({ message: message.number, buttons: buttons.length }));
  return { kind: 'event', event: { kind: 'press', id, at, action, by, message: message.ref, replyTo } };
};

const pointTo = (message: string, button: string, { locale }: Reading): TerminalInput =>
  mistake(terminalTexts[locale].buttonOf({ message, button }));

const parseReaction = (
  removed: boolean,
  word: string,
  target: string | undefined,
  reading: Reading,
): TerminalInput => {
  const { messages, id, at, by, locale } = reading;
  const emoji = parseEmoji(word);
  if (emoji === undefined) return mistake(terminalTexts[locale].noEmoji);
  const number = /^#?(\d+)$/u.exec(target ?? '')?.[1];
  const message = number === undefined ? messages.latestBallot(target) : messages.withNumber(Number(number));
  if (message === undefined) return mistake(terminalTexts[locale].noBallot);
  const change = removed ? 'removed' : 'added';
  return { kind: 'event', event: { kind: 'reaction', id, at, change, emoji, by, message: message.ref } };
};
