import type { ForeignText } from '../../src/cards/card.ts';

const MARK = '\uFFFD';
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/u;
const INERT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u206A-\u206F\uFFF9-\uFFFB]/gu;

const inertLine = (line: string): string => line.replaceAll('\t', ' ').replace(INERT, MARK);

/**
 * Lines of foreign text, each inert: controls, bidi controls and lone surrogates become a visible mark. What made up the
 * rest of an escape sequence stays readable, so that no text can hide in one.
 */
export const neutraliseLines = (foreign: ForeignText): readonly string[] =>
  foreign.text.split(LINE_BREAK).map(inertLine);

/** Foreign text as one inert line. */
export const neutralise = (foreign: ForeignText): string => neutraliseLines(foreign).join(' ');
