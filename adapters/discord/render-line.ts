import { asForeign, type Line, type Span } from '../../src/cards/card.ts';
import { lineToText } from '../../src/cards/card-to-text.ts';
import { DISCORD } from './message-ref.ts';
import { neutraliseLine, toMarkdown, toMarkdownLine } from './neutralise.ts';

const PERSON = /^\d{15,21}$/u;

const strong = (text: string): string => {
  const [, before = '', words = '', after = ''] =
    /^(\s*)(.*?)(\s*)$/su.exec(toMarkdown(asForeign(text))) ?? [];
  return words === '' ? before : `${before}**${words}**${after}`;
};

const renderSpan = (span: Span): string => {
  if (typeof span === 'string') return toMarkdown(asForeign(span));
  switch (span.kind) {
    case 'strong':
      return strong(span.text);
    case 'foreign':
      return toMarkdown(span);
    case 'person':
      return span.platform === DISCORD && PERSON.test(span.id)
        ? `<@${span.id}>`
        : toMarkdownLine(asForeign(span.name));
    case 'time':
      return renderTime(span.at);
  }
};

/** A moment in the reader's own time zone. */
const renderTime = (at: string): string => {
  const seconds = Math.floor(new Date(at).getTime() / 1000);
  return Number.isNaN(seconds) ? '' : `<t:${seconds}:f>`;
};

/** A line as Markdown, in which nothing that anybody wrote is read as markup. */
export const renderLine = (line: Line): string => line.map(renderSpan).join('');

/** A line without formatting, for places that take plain text only. */
export const plainLine = (line: Line): string => lineToText(line, neutraliseLine).replace(/\s*\n\s*/gu, ' ');

/** Whether a line can stand where Discord reads neither people nor times. */
export const isPlain = (line: Line): boolean =>
  line.every((span) => typeof span === 'string' || span.kind === 'strong' || span.kind === 'foreign');
