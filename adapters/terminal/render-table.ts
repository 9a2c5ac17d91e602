import type { Cell, Column } from '../../src/cards/card.ts';
import { drawInterval } from './draw-bar.ts';
import { type Piece, piece } from './paint.ts';
import { ownText, renderLine } from './render-line.ts';
import { widthOf, wrap } from './wrap.ts';

export interface TableOptions {
  readonly width: number;
  readonly unicode: boolean;
  readonly timeZone: string | undefined;
}
type PieceLine = readonly Piece[];

const GAP = 2;
const NARROWEST_COLUMN = 6;
/** Widths of an interval's bar, tried from the first on until the table fits. */
const BAR_WIDTHS = [20, 12, 0] as const;

const renderCell = (cell: Cell, barWidth: number, options: TableOptions): PieceLine => {
  switch (cell.kind) {
    case 'text':
      return renderLine(cell.line, cell.tone ?? 'plain', options.timeZone);
    case 'interval': {
      const bar = drawInterval(cell, barWidth, options.unicode);
      return [piece(barWidth === 0 ? '' : `${bar} `), piece(ownText(cell.text))];
    }
    case 'none':
      return [piece(options.unicode ? '–' : '-', 'muted')];
  }
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const totalWidth = (widths: readonly number[]): number => sum(widths) + GAP * (widths.length - 1);

/** Takes columns from the widest one until the table fits or all are at their narrowest. */
const shrink = (widths: readonly number[], width: number): readonly number[] => {
  const widest = Math.max(...widths);
  if (totalWidth(widths) <= width || widest <= NARROWEST_COLUMN) return widths;
  const at = widths.indexOf(widest);
  return shrink(widths.with(at, widest - 1), width);
};

const align = (line: PieceLine, width: number, side: Column['align']): PieceLine => {
  const padding = piece(' '.repeat(Math.max(0, width - widthOf(line))));
  return side === 'left' ? [...line, padding] : [padding, ...line];
};

const layRow = (
  cells: readonly PieceLine[],
  widths: readonly number[],
  columns: readonly Column[],
): readonly PieceLine[] => {
  const wrapped = cells.map((cell, at) => wrap(cell, widths[at] ?? NARROWEST_COLUMN));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    wrapped.flatMap((lines, at) => {
      const aligned = align(lines[row] ?? [], widths[at] ?? 0, columns[at]?.align ?? 'left');
      return at === 0 ? aligned : [piece(' '.repeat(GAP)), ...aligned];
    }),
  );
};

/** Too narrow for columns: each row as lines of `title: value`. */
const asRecords = (
  columns: readonly Column[],
  rows: readonly (readonly PieceLine[])[],
  width: number,
): readonly PieceLine[] =>
  rows.flatMap((row, at) => [
    ...(at === 0 ? [] : [[]]),
    ...row.flatMap((cell, column) =>
      wrap([piece(`${ownText(columns[column]?.title ?? '')}: `, 'muted'), ...cell], width),
    ),
  ]);

/**
 * A table in aligned columns. When it is too wide the interval bars shrink and go first (their text stays), then long
 * cells wrap, and at last each row becomes a record.
 */
export const renderTable = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions,
): readonly PieceLine[] => {
  const titles = columns.map(({ title }) => [piece(ownText(title), 'muted')]);
  const attempts = BAR_WIDTHS.map((bar) => {
    const cells = rows.map((row) => row.map((cell) => renderCell(cell, bar, options)));
    const widths = columns.map((_, at) =>
      Math.max(1, ...[titles, ...cells].map((row) => widthOf(row[at] ?? []))),
    );
    return { cells, widths };
  });
  const chosen = attempts.find(({ widths }) => totalWidth(widths) <= options.width) ?? attempts.at(-1);
  if (chosen === undefined) return [];
  const widths = shrink(chosen.widths, options.width);
  if (totalWidth(widths) > options.width) return asRecords(columns, chosen.cells, options.width);
  return [titles, ...chosen.cells].flatMap((row) => layRow(row, widths, columns));
};
