import type { types } from '@slack/bolt';
import { asForeign, type Line, type Span } from '../../src/cards/card.ts';
import { lineToText } from '../../src/cards/card-to-text.ts';
import { cutText } from '../chat/cut-text.ts';
import { neutralise, neutraliseLine } from './neutralise.ts';

export type RichElement = types.RichTextElement;
export type Style = NonNullable<types.RichTextText['style']>;

const PERSON = /^[UW][A-Z0-9]{2,20}$/u;
export const SLACK = 'slack';

const richText = (text: string, style?: Style): RichElement => ({
  type: 'text',
  text,
  ...(style === undefined ? {} : { style }),
});

const renderSpan = (span: Span, style: Style | undefined): RichElement => {
  if (typeof span === 'string') return richText(neutralise(asForeign(span)), style);
  switch (span.kind) {
    case 'strong':
      return richText(neutralise(asForeign(span.text)), { ...style, bold: true });
    case 'foreign':
      return richText(neutralise(span), style);
    case 'person':
      return span.platform === SLACK && PERSON.test(span.id)
        ? { type: 'user', user_id: span.id }
        : richText(neutraliseLine(asForeign(span.name)), style);
    case 'time':
      return renderTime(span.at, style);
  }
};

/** A moment in the reader's own time zone. */
const renderTime = (at: string, style: Style | undefined): RichElement => {
  const timestamp = Math.floor(new Date(at).getTime() / 1000);
  const fallback = lineToText([{ kind: 'time', at }], neutraliseLine);
  return Number.isNaN(timestamp)
    ? richText(fallback, style)
    : { type: 'date', timestamp, format: '{date_short_pretty} {time}', fallback };
};

/** A line as elements of rich text, in which nothing that anybody wrote is read as markup. */
export const renderLine = (line: Line, style?: Style): readonly RichElement[] =>
  line
    .map((span) => renderSpan(span, style))
    .filter((element) => element.type !== 'text' || element.text !== '');

/** Adds elements; text goes on in the element before it where both look the same. */
export const appendLine = (to: RichElement[], elements: readonly RichElement[]): void => {
  for (const element of elements) {
    const last = to.at(-1);
    if (last?.type === 'text' && element.type === 'text' && looksLike(last.style, element.style))
      to[to.length - 1] = { ...last, text: last.text + element.text };
    else to.push(element);
  }
};

const looksLike = (one: Style = {}, other: Style = {}): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Room that people and times take where they are shown. */
const USUAL_LENGTH = 30;

export const lengthOf = (elements: readonly RichElement[]): number =>
  elements.reduce((sum, element) => sum + (element.type === 'text' ? element.text.length : USUAL_LENGTH), 0);

/** Elements that are at most `most` long together; the text that would go beyond is cut. */
export const cutLine = (elements: readonly RichElement[], most: number): readonly RichElement[] => {
  let left = most;
  return elements.flatMap((element): readonly RichElement[] => {
    const length = lengthOf([element]);
    const room = left;
    left -= length;
    if (room >= length) return [element];
    if (room <= 0 || element.type !== 'text') return [];
    const text = cutText(element.text, room);
    return text === '' ? [] : [{ ...element, text }];
  });
};

/** A line without formatting, for places that take plain text only. */
export const plainLine = (line: Line): string =>
  neutraliseLine(asForeign(lineToText(line, ({ text }) => text)));
