import type { Block, Button, Card, FileRef } from '../../src/cards/card.ts';
import { formatCount } from '../../src/texts/format.ts';
import { terminalTexts } from '../../src/texts/terminal.ts';
import { drawProgress } from './draw-bar.ts';
import { TYPED } from './emoji.ts';
import { neutraliseLines } from './neutralise.ts';
import { createPaint, type Piece, piece, type Style } from './paint.ts';
import { ownText, renderLine } from './render-line.ts';
import { renderTable } from './render-table.ts';
import { wrap } from './wrap.ts';

export interface RenderOptions {
  /** Columns of the screen; no line is wider. */
  readonly width: number;
  readonly colour: boolean;
  /** False: bars of ASCII, for screens that draw `●` two columns wide or not at all. Default true. */
  readonly unicode?: boolean;
  /** IANA name; the system's when absent. */
  readonly timeZone?: string;
  /** The number under which people answer to the message. Without it nobody reads an answer, and no buttons are drawn. */
  readonly message?: number;
  /** Where a file lies; without it only its description is shown. */
  readonly pathOf?: (file: FileRef) => string;
  /** Shows sensitive blocks unfolded. Default false. */
  readonly revealed?: boolean;
}
type PieceLine = readonly Piece[];

const PROGRESS_WIDTH = 24;
const INDENT = '  ';
const LEAST_WIDTH = 20;

/** The buttons of a card in the order of their numbers. */
export const cardButtons = (card: Card): readonly Button[] =>
  card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));

/** A card for a terminal: lines joined by newlines, none wider than the screen, foreign text inert. */
export const renderCard = (card: Card, options: RenderOptions): string => {
  const paint = createPaint(options.colour);
  const full = { ...options, width: Math.max(LEAST_WIDTH, options.width) };
  const number = options.message === undefined ? [] : [piece(`#${options.message} `, 'muted')];
  const title = wrap([...number, ...renderLine(card.title, titleStyle(card), options.timeZone)], full.width);
  const lines = [
    ...title,
    ...card.blocks.flatMap((block, at) => renderBlock(block, firstNumber(card, at), full, card)),
    ...renderReactions(card, full),
  ];
  return lines.map((line) => line.map(paint).join('').trimEnd()).join('\n');
};

/** How the reactions that a card takes are typed. */
const renderReactions = (
  { reactions = [], locale }: Card,
  { message, width }: RenderOptions,
): readonly PieceLine[] => {
  if (message === undefined || reactions.length === 0) return [];
  const words = reactions.map((emoji) => `${TYPED[emoji]} ${message}`).join(', ');
  return wrap([piece(terminalTexts[locale].react({ words }), 'muted')], width);
};

const titleStyle = (card: Card): Style => (card.kind === 'error' ? 'bad' : 'strong');

const firstNumber = (card: Card, at: number): number =>
  cardButtons({ ...card, blocks: card.blocks.slice(0, at) }).length + 1;

const renderBlock = (
  block: Block,
  first: number,
  options: RenderOptions,
  { locale }: Card,
): readonly PieceLine[] => {
  const { width, timeZone } = options;
  const unicode = options.unicode ?? true;
  switch (block.kind) {
    case 'text':
      return wrap(renderLine(block.line, block.tone ?? 'plain', timeZone), width);
    case 'heading':
      return [[], ...wrap([piece(ownText(block.text), 'strong')], width)];
    case 'table':
      return [[], ...renderTable(block.columns, block.rows, { width, unicode, timeZone }), []];
    case 'progress':
      return wrap(
        [
          piece(
            `${drawProgress(block.done, block.total, Math.min(PROGRESS_WIDTH, width), unicode)} `,
            'primary',
          ),
          piece(ownText(block.text)),
        ],
        width,
      );
    case 'warning':
      return indented([piece('! ', 'middle')], renderLine(block.line, 'middle', timeZone), width);
    case 'note':
      return wrap(renderLine(block.line, 'muted', timeZone), width);
    case 'sensitive':
      return renderSensitive(block, options, terminalTexts[locale]);
    case 'file':
      return renderFile(block, options);
    case 'buttons':
      return options.message === undefined ? [] : renderButtons(block.buttons, first, width);
  }
};

/** Wrapped with a mark before the first line and room for it before the others. */
const indented = (mark: PieceLine, line: PieceLine, width: number): readonly PieceLine[] =>
  wrap(line, width - INDENT.length).map((part, at) => [...(at === 0 ? mark : [piece(INDENT)]), ...part]);

const renderSensitive = (
  block: Extract<Block, { kind: 'sensitive' }>,
  options: RenderOptions,
  texts: (typeof terminalTexts)['en'],
): readonly PieceLine[] => {
  const title = piece(`${ownText(block.title)} `);
  const characters = formatCount(Array.from(block.text.text).length);
  const hidden =
    options.message === undefined
      ? texts.hidden({ characters })
      : texts.hiddenUntil({ characters, message: options.message });
  if (options.revealed !== true) return wrap([title, piece(hidden, 'muted')], options.width);
  const lines = neutraliseLines(block.text).flatMap((line) =>
    wrap([piece(line)], options.width - INDENT.length),
  );
  return [...wrap([title], options.width), ...lines.map((line) => [piece(INDENT), ...line])];
};

/** A file that lies on this machine is named with its path, which says more here than what it looks like. */
const renderFile = (
  { file, alt, picture }: Extract<Block, { kind: 'file' }>,
  { width, pathOf }: RenderOptions,
): readonly PieceLine[] => {
  if (pathOf === undefined) return wrap([piece(ownText(alt))], width);
  const words = picture ? file.name : alt;
  return wrap([piece(ownText(words)), piece(` ${ownText(pathOf(file))}`, 'muted')], width);
};

const buttonStyle = ({ tone }: Button): Style => (tone === 'danger' ? 'bad' : 'primary');

const renderButtons = (buttons: readonly Button[], first: number, width: number): readonly PieceLine[] => {
  const NO_BREAK = '\u00A0';
  const labels = buttons.map((button, at) =>
    piece(`[${first + at}] ${ownText(button.label)}`.replaceAll(' ', NO_BREAK), buttonStyle(button)),
  );
  const spaced = labels.flatMap((label, at) => (at === 0 ? [label] : [piece(INDENT), label]));
  return wrap(spaced, width).map((line) =>
    line.map(({ text, style }) => piece(text.replaceAll(NO_BREAK, ' '), style)),
  );
};
