import type { ForeignText } from '../../src/cards/card.ts';

const MARK = '\uFFFD';
/** Joins two characters without a gap and is not seen. */
export const JOINER = '\u2060';
const LINE_BREAK = /\r\n|[\r\u0085\u2028\u2029]/gu;
const INERT = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u206A-\u206F\uFFF9-\uFFFB]/gu;

/** A scheme before its colon, a dot within a domain, at signs, and names of emoji: what any platform makes something of. */
const OBEYED = [
  /(?<=[\p{L}\p{N}])(?=:\/\/)/gu,
  /(?<=[\p{L}\p{N}_-])(?=\.\p{L}{2})/gu,
  /(?<=[@＠])/gu,
  /(?<=:)(?=[\p{L}\p{N}_+'-]{1,100}:)/gu,
] as const;

/** Line breaks of one kind, and a visible mark in the place of each control. */
export const visible = (text: string): string =>
  text.replace(LINE_BREAK, '\n').replaceAll('\t', ' ').replace(INERT, MARK);

/** Foreign text that reads as it is while nothing links, calls, or turns into an emoji; `more` are a platform's own places. */
export const takeApart = ({ text }: ForeignText, more: readonly RegExp[]): string =>
  [...OBEYED, ...more].reduce((shown, place) => shown.replace(place, JOINER), visible(text));

export const oneLine = (text: string): string => text.replace(/\s*\n\s*/gu, ' ');

/** What people type, without the marks that this program put into what they copied. */
export const withoutJoiners = (text: string): string => text.replaceAll(JOINER, '');
