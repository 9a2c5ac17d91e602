import stringWidth from 'string-width';
import { asForeign, type Block, type Cell, type Column } from '../../src/cards/card.ts';
import { lineToText } from '../../src/cards/card-to-text.ts';
import { LIMITS } from './limits.ts';
import { toCode, toMarkdownLine } from './neutralise.ts';
import { renderLine } from './render-line.ts';

type Table = Extract<Block, { kind: 'table' }>;

const codeOf = (cell: Cell | undefined): string => {
  switch (cell?.kind) {
    case 'text':
      return toCode(asForeign(lineToText(cell.line, ({ text }) => text)));
    case 'interval':
      return toCode(asForeign(cell.text));
    default:
      return '–';
  }
};

const pad = (text: string, width: number, align: Column['align']): string => {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
};

/** A table as a block of code with columns below each other; undefined when it is too wide or too long for one. */
export const renderTable = ({ columns, rows }: Table, room: number): string | undefined => {
  const shown = [
    columns.map(({ title }) => toCode(asForeign(title))),
    ...rows.map((row) => columns.map((_, at) => codeOf(row[at]))),
  ];
  const widths = columns.map((_, at) => Math.max(...shown.map((row) => stringWidth(row[at] ?? ''))));
  const lines = shown.map((row) =>
    row
      .map((text, at) => pad(text, widths[at] ?? 0, columns[at]?.align ?? 'left'))
      .join('  ')
      .trimEnd(),
  );
  const code = ['```', ...lines, '```'].join('\n');
  const width = widths.reduce((sum, each) => sum + each + 2, -2);
  return columns.length > 0 && width <= LIMITS.tableWidth && code.length <= Math.min(LIMITS.tableText, room)
    ? code
    : undefined;
};

const wordsOf = (cell: Cell): string => {
  switch (cell.kind) {
    case 'text':
      return renderLine(cell.line);
    case 'interval':
      return toMarkdownLine(asForeign(cell.text));
    case 'none':
      return '';
  }
};

/** A table as lines of Markdown, for where no table can stand: `Fairness: Harmless 50.0 %, Score 80.0`. */
export const tableLines = ({ columns, rows }: Table): readonly string[] =>
  rows.map((row) => {
    const words = row.map(wordsOf);
    const values = words
      .slice(1)
      .flatMap((word, at) => (word === '' ? [] : [`${titleOf(columns, at + 1)}${word}`]));
    return [words[0] ?? '', values.join(', ')].filter((part) => part !== '').join(': ');
  });

const titleOf = (columns: readonly Column[], at: number): string => {
  const title = columns[at]?.title ?? '';
  return title === '' ? '' : `${toMarkdownLine(asForeign(title))} `;
};
