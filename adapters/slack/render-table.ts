import type { types } from '@slack/bolt';
import type { Block, Cell, Column } from '../../src/cards/card.ts';
import { LIMITS } from './limits.ts';
import { plainLine, type RichElement, renderLine, type Style } from './render-line.ts';

type Table = Extract<Block, { kind: 'table' }>;
type TableCell = types.TableBlock['rows'][number][number];

/** A cell must hold something. */
const NOTHING = '–';

const rawText = (text: string): TableCell => ({ type: 'raw_text', text: text === '' ? NOTHING : text });

const renderCell = (cell: Cell): TableCell => {
  switch (cell.kind) {
    case 'text':
      return cell.line.every((span) => typeof span === 'string')
        ? rawText(plainLine(cell.line))
        : richCell(renderLine(cell.line));
    case 'interval':
      return rawText(cell.text);
    case 'none':
      return rawText(NOTHING);
  }
};

const richCell = (elements: readonly RichElement[]): TableCell =>
  elements.length === 0
    ? rawText(NOTHING)
    : { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...elements] }] };

/** The characters of a table, its titles included. */
export const tableLength = ({ columns, rows }: Table): number =>
  columns.reduce((sum, { title }) => sum + title.length, 0) +
  rows.flat().reduce((sum, cell) => sum + cellText(cell).length, 0);

/** A table as a block of its own; undefined when it is too large for one. */
export const renderTable = (table: Table, room: number): types.TableBlock | undefined => {
  const { columns, rows } = table;
  const fits =
    columns.length > 0 &&
    columns.length <= LIMITS.tableColumns &&
    rows.length < LIMITS.tableRows &&
    tableLength(table) <= Math.min(LIMITS.tableText, room);
  if (!fits) return undefined;
  return {
    type: 'table',
    column_settings: columns.map(({ align }) => ({ align, is_wrapped: true })),
    rows: [
      columns.map(({ title }) => rawText(title)),
      ...rows.map((row) => columns.map((_, at) => renderCell(row[at] ?? { kind: 'none' }))),
    ],
  };
};

const cellText = (cell: Cell): string => {
  switch (cell.kind) {
    case 'text':
      return plainLine(cell.line);
    case 'interval':
      return cell.text;
    case 'none':
      return '';
  }
};

const cellElements = (cell: Cell, style?: Style): readonly RichElement[] =>
  cell.kind === 'text' ? renderLine(cell.line, style) : [{ type: 'text', text: cellText(cell) }];

/** A table as lines, for where no table can stand: `Fairness: Harmless 50.0 %, Score 80.0`. `style` is the first cell's. */
export const tableLines = ({ columns, rows }: Table, style?: Style): readonly (readonly RichElement[])[] =>
  rows.map((row) => {
    const told = row.flatMap((cell, at) => (cellText(cell) === '' ? [] : [{ cell, at }]));
    return told.flatMap(({ cell, at }, index): readonly RichElement[] => {
      const before = index === 0 ? '' : at > 0 && index === 1 && told[0]?.at === 0 ? ': ' : ', ';
      const title = at === 0 ? '' : titleOf(columns, at);
      return [
        ...(before + title === '' ? [] : [{ type: 'text' as const, text: before + title }]),
        ...cellElements(cell, index === 0 ? style : undefined),
      ];
    });
  });

const titleOf = (columns: readonly Column[], at: number): string => {
  const title = columns[at]?.title ?? '';
  return title === '' ? '' : `${title} `;
};
