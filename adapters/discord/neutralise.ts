import type { ForeignText } from '../../src/cards/card.ts';
import { cutText } from '../chat/cut-text.ts';

const MARK = '\uFFFD';
/** Joins two characters without a gap and is not seen. */
const JOINER = '\u2060';
const LINE_BREAK = /\r\n|[\r\u0085\u2028\u2029]/gu;
const INERT = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u206A-\u206F\uFFF9-\uFFFB]/gu;

/** A scheme before its colon, a dot within a domain or an invite, at signs, what stands in angle brackets, names of emoji. */
const OBEYED = [
  /(?<=[\p{L}\p{N}])(?=:\/\/)/gu,
  /(?<=\b(?:mailto|tel|sms|discord|steam|data|javascript))(?=:)/giu,
  /(?<=[\p{L}\p{N}_-])(?=\.\p{L}{2})/gu,
  /(?<=[@＠])/gu,
  /(?<=<)/gu,
  /(?<=:)(?=[\p{L}\p{N}_+'-]{1,100}:)/gu,
] as const;

const visible = (text: string): string =>
  text.replace(LINE_BREAK, '\n').replaceAll('\t', ' ').replace(INERT, MARK);

/** Foreign text for places where Discord reads no Markdown: labels, choices, names of threads, descriptions of files. */
export const neutralise = ({ text }: ForeignText): string =>
  OBEYED.reduce((shown, place) => shown.replace(place, JOINER), visible(text));

/** The same as one line. */
export const neutraliseLine = (foreign: ForeignText): string =>
  neutralise(foreign).replace(/\s*\n\s*/gu, ' ');

const MARKUP = /[\\*_~`|[\]()<>]/gu;
/** Headings, lists and small print begin a line; a backslash before a digit would be seen, so it goes before the dot. */
const LINE_START = /(?<=^ *)(?=[#+-])|(?<=^ *\d{1,10})(?=\.)/gmu;

/** Foreign text as Markdown that reads like the text: nothing in it formats, hides, links or mentions. */
export const toMarkdown = (foreign: ForeignText): string =>
  neutralise(foreign).replace(MARKUP, '\\$&').replace(LINE_START, '\\');

/** As Markdown in one line. */
export const toMarkdownLine = (foreign: ForeignText): string =>
  toMarkdown({ kind: 'foreign', text: neutraliseLine(foreign) });

/** As much of foreign text as fits as Markdown, cut between graphemes and never within an escape. */
export const fitMarkdown = (foreign: ForeignText, most: number): string => {
  const shown = visible(foreign.text);
  for (let length = Math.min(most, shown.length); length > 0; ) {
    const markdown = toMarkdown({ kind: 'foreign', text: cutText(shown, length) });
    if (markdown.length <= most) return markdown;
    length = Math.min(length - 1, Math.floor((length * most) / markdown.length));
  }
  return '';
};

/** Foreign text within a block of code, where only its end is read. */
export const toCode = (foreign: ForeignText): string =>
  visible(foreign.text)
    .replace(/\s*\n\s*/gu, ' ')
    .replaceAll('`', `\`${JOINER}`);

/** What people type, without the marks that this program put into what they copied. */
export const withoutJoiners = (text: string): string => text.replaceAll(JOINER, '');
