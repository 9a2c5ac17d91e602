import type { ForeignText } from '../../src/cards/card.ts';
import { cutText } from '../chat/cut-text.ts';
import { JOINER, oneLine, takeApart, visible } from '../chat/neutral-text.ts';

/** Discord's schemes, and what stands in angle brackets. */
const OBEYED = [/(?<=\b(?:mailto|tel|sms|discord|steam|data|javascript))(?=:)/giu, /(?<=<)/gu] as const;

/** Foreign text for places where Discord reads no Markdown: labels, choices, names of threads, descriptions of files. */
export const neutralise = (foreign: ForeignText): string => takeApart(foreign, OBEYED);

/** The same as one line. */
export const neutraliseLine = (foreign: ForeignText): string => oneLine(neutralise(foreign));

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
  oneLine(visible(foreign.text)).replaceAll('`', `\`${JOINER}`);
