import type { ForeignText } from '../../src/cards/card.ts';

const MARK = '\uFFFD';
/** Joins two characters without a gap and is not seen. */
const JOINER = '\u2060';
const LINE_BREAK = /\r\n|[\r\u0085\u2028\u2029]/gu;
const INERT = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u206A-\u206F\uFFF9-\uFFFB]/gu;

/** A scheme before its colon, a dot within a domain, at signs, commands in angle brackets and names of emoji. */
const OBEYED = [
  /(?<=[\p{L}\p{N}])(?=:\/\/)/gu,
  /(?<=(?:mailto|tel|sms|callto|facetime|skype|slack|data|javascript))(?=:)/giu,
  /(?<=[\p{L}\p{N}_-])(?=\.\p{L}{2})/gu,
  /(?<=[@＠])/gu,
  /(?<=<)(?=[!#@])/gu,
  /(?<=:)(?=[\p{L}\p{N}_+'-]{1,100}:)/gu,
] as const;

/** Foreign text that Slack shows as it is: controls become a visible mark, and nothing links, mentions or turns into an emoji. */
export const neutralise = ({ text }: ForeignText): string => {
  const visible = text.replace(LINE_BREAK, '\n').replaceAll('\t', ' ').replace(INERT, MARK);
  return OBEYED.reduce((shown, place) => shown.replace(place, JOINER), visible);
};

/** The same as one line. */
export const neutraliseLine = (foreign: ForeignText): string =>
  neutralise(foreign).replace(/\s*\n\s*/gu, ' ');

/** As one line, with the marks of formatting kept from words and line starts; still to be escaped. */
export const withoutFormatting = (foreign: ForeignText): string =>
  neutraliseLine(foreign)
    .replace(/[*_~`]/gu, (mark) => `${JOINER}${mark}${JOINER}`)
    .replace(/^(?=>)/u, JOINER);

/** Takes from Slack's markup what it begins with. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What people type, without the marks that this program put into what they copied. */
export const withoutJoiners = (text: string): string => text.replaceAll(JOINER, '');
