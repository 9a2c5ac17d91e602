import {
  asForeign,
  type Block,
  type Card,
  type Cell,
  type Column,
  type ForeignText,
  type Line,
  type Span,
} from './card.ts';

type Neutralise = (text: ForeignText) => string;

/**
 * A card as plain text, for notifications, screen readers and platforms that lack a shape. `neutralise` makes foreign
 * text and people's names inert for where the text goes; sensitive text never appears, and buttons are the platform's.
 */
export const cardToText = (card: Card, neutralise: Neutralise): string =>
  [lineToText(card.title, neutralise), ...card.blocks.flatMap((block) => blockToText(block, neutralise))]
    .filter((line) => line !== '')
    .join('\n');

/** A line as plain text, without formatting. */
export const lineToText = (line: Line, neutralise: Neutralise): string =>
  line.map((span) => spanToText(span, neutralise)).join('');

const spanToText = (span: Span, neutralise: Neutralise): string => {
  if (typeof span === 'string') return span;
  switch (span.kind) {
    case 'strong':
      return span.text;
    case 'foreign':
      return neutralise(span);
    case 'person':
      return neutralise(asForeign(span.name));
    case 'time':
      return momentToText(span.at);
  }
};

const momentToText = (at: string): string => {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? '' : `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
};

const blockToText = (block: Block, neutralise: Neutralise): readonly string[] => {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [lineToText(block.line, neutralise)];
    case 'warning':
      return [`⚠ ${lineToText(block.line, neutralise)}`];
    case 'heading':
    case 'progress':
      return [block.text];
    case 'table':
      return [block.caption, ...block.rows.map((row) => rowToText(block.columns, row, neutralise))];
    case 'sensitive':
      return [block.title];
    case 'file':
      return [block.alt];
    case 'buttons':
      return [];
  }
};

/** `Fairness: Harmless 50.0 %, Score 80.0`: the first cell names the row. */
const rowToText = (columns: readonly Column[], row: readonly Cell[], neutralise: Neutralise): string => {
  const words = row.map((cell) => cellToText(cell, neutralise));
  const values = words
    .slice(1)
    .flatMap((word, at) => (word === '' ? [] : [`${columns[at + 1]?.title ?? ''} ${word}`.trim()]));
  return [words[0] ?? '', values.join(', ')].filter((part) => part !== '').join(': ');
};

const cellToText = (cell: Cell, neutralise: Neutralise): string => {
  switch (cell.kind) {
    case 'text':
      return lineToText(cell.line, neutralise);
    case 'interval':
      return cell.text;
    case 'none':
      return '';
  }
};
