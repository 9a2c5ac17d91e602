import type { ForeignText } from '../../src/cards/card.ts';
import { JOINER, oneLine, takeApart } from '../chat/neutral-text.ts';

/** Slack's schemes, and its commands in angle brackets. */
const OBEYED = [
  /(?<=(?:mailto|tel|sms|callto|facetime|skype|slack|data|javascript))(?=:)/giu,
  /(?<=<)(?=[!#@])/gu,
] as const;

/** Foreign text that Slack shows as it is: controls become a visible mark, and nothing links, mentions or turns into an emoji. */
export const neutralise = (foreign: ForeignText): string => takeApart(foreign, OBEYED);

/** The same as one line. */
export const neutraliseLine = (foreign: ForeignText): string => oneLine(neutralise(foreign));

/** As one line, with the marks of formatting kept from words and line starts; still to be escaped. */
export const withoutFormatting = (foreign: ForeignText): string =>
  neutraliseLine(foreign)
    .replace(/[*_~`]/gu, (mark) => `${JOINER}${mark}${JOINER}`)
    .replace(/^(?=>)/u, JOINER);

/** Takes from Slack's markup what it begins with. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
