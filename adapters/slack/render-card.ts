import type { types } from '@slack/bolt';
import { asForeign, type Block, type Card, type FileRef, type Line } from '../../src/cards/card.ts';
import { cardToText } from '../../src/cards/card-to-text.ts';
import { cutTexts } from '../../src/texts/cut.ts';
import { formatCount } from '../../src/texts/format.ts';
import { cutText } from '../chat/cut-text.ts';
import { BlockBuilder, plainText } from './block-builder.ts';
import { LIMITS } from './limits.ts';
import { escapeMarkup, neutraliseLine, withoutFormatting } from './neutralise.ts';
import { cutLine, lengthOf, plainLine, type RichElement, renderLine } from './render-line.ts';
import { renderTable, tableLines } from './render-table.ts';

/** A file's id at Slack, once it is there. */
export type FileId = (file: FileRef) => string | undefined;

export interface RenderedMessage {
  readonly blocks: types.KnownBlock[];
  /** What a notification and a screen reader say. */
  readonly text: string;
}

/** A card as one message within all of Slack's limits; what does not fit is one press away. */
export const renderCard = (card: Card, fileId: FileId = () => undefined): RenderedMessage => {
  const builder = new BlockBuilder(
    { blocks: LIMITS.messageBlocks, text: LIMITS.messageText, element: 0 },
    card.blocks.length,
    card.locale,
  );
  addTitle(card, builder);
  const table = card.blocks.find(({ kind }) => kind === 'table');
  for (const [at, block] of card.blocks.entries()) {
    builder.partDone();
    addBlock(block, at, { card, builder, fileId, table });
  }
  return { blocks: builder.build(), text: fallbackText(card) };
};

/** A card as plain words for `text`, where Slack reads markup: cut first, so that no escape is cut in two. */
export const fallbackText = (card: Card): string => {
  const lines = cardToText(card, neutraliseLine).split('\n');
  const plain = lines.map((text) => withoutFormatting({ kind: 'foreign', text })).join('\n');
  return escapeMarkup(cutText(plain, LIMITS.fallback)) || '…';
};

interface Rendering {
  readonly card: Card;
  readonly builder: BlockBuilder;
  readonly fileId: FileId;
  /** The one table of the message that is drawn as a table. */
  readonly table: Block | undefined;
}

const addTitle = ({ title }: Card, builder: BlockBuilder): void => {
  const plain = plainLine(title);
  if (plain.trim() === '') return;
  const isHeader = title.every(
    (span) => typeof span === 'string' || span.kind === 'strong' || span.kind === 'foreign',
  );
  if (isHeader && plain.length <= LIMITS.header) {
    builder.block({ type: 'header', text: plainText(plain, LIMITS.header) }, plain.length);
  } else builder.line(cutLine(renderLine(title, { bold: true }), LIMITS.blockText));
};

const addBlock = (block: Block, at: number, rendering: Rendering): void => {
  const { builder, card, fileId } = rendering;
  const texts = cutTexts[card.locale];
  switch (block.kind) {
    case 'text':
      return addLines([renderLine(block.line)], at, rendering);
    case 'warning':
      return addLines([[{ type: 'text', text: '⚠️ ' }, ...renderLine(block.line)]], at, rendering);
    case 'progress':
      return addLines([[{ type: 'text', text: `${block.text}\n${progressBar(block)}` }]], at, rendering);
    case 'heading':
      if (builder.left < LIMITS.header) return builder.hide(at);
      return builder.block({ type: 'header', text: plainText(block.text, LIMITS.header) }, block.text.length);
    case 'note':
      return addNote(block.line, at, rendering);
    case 'table':
      return addTable(block, at, rendering);
    case 'sensitive': {
      const characters = formatCount(Array.from(block.text.text).length);
      return builder.left < LIMITS.buttonText
        ? builder.hide(at)
        : builder.reveal(at, texts.show({ title: block.title, characters }));
    }
    case 'file':
      return addFile(block, fileId(block.file), builder, at);
    case 'buttons':
      return builder.left < block.buttons.length * LIMITS.buttonText ||
        block.buttons.length > 2 * LIMITS.actions
        ? builder.hide(at)
        : builder.buttons(block.buttons);
  }
};

const BAR = 20;
const progressBar = ({ done, total }: Extract<Block, { kind: 'progress' }>): string => {
  const full = total > 0 ? Math.floor(Math.min(1, Math.max(0, done / total)) * BAR) : 0;
  return '▓'.repeat(full) + '░'.repeat(BAR - full);
};

/** Below this a cut text tells nothing. */
const LEAST = 60;

const addLines = (
  lines: readonly (readonly RichElement[])[],
  at: number,
  { builder, card }: Rendering,
): void => {
  const room = Math.min(LIMITS.blockText, builder.left - LIMITS.buttonText);
  const length = lines.reduce((sum, line) => sum + lengthOf(line) + 1, 0);
  if (length <= room) {
    for (const line of lines) builder.line(line);
    return;
  }
  if (room < LEAST) return builder.hide(at);
  let left = room;
  for (const line of lines) {
    if (left < LEAST) break;
    builder.line(cutLine(line, left));
    left -= lengthOf(line) + 1;
  }
  builder.reveal(at, cutTexts[card.locale].showAll);
};

/** Small print takes plain text only: no names are called, no markup is read. */
const addNote = (line: Line, at: number, { builder }: Rendering): void => {
  const plain = plainLine(line);
  if (plain === '') return;
  if (plain.length > LIMITS.contextText || plain.length > builder.left) return builder.hide(at);
  builder.block({ type: 'context', elements: [plainText(plain, LIMITS.contextText)] }, plain.length);
};

const addTable = (block: Extract<Block, { kind: 'table' }>, at: number, rendering: Rendering): void => {
  const { builder, table } = rendering;
  const drawn = block === table ? renderTable(block, builder.left) : undefined;
  if (drawn === undefined) return addLines(tableLines(block), at, rendering);
  builder.block(drawn, textOf(drawn));
};

const textOf = (block: types.TableBlock): number =>
  block.rows
    .flat()
    .reduce(
      (sum, cell) =>
        sum +
        (cell.type === 'rich_text'
          ? lengthOf(
              cell.elements.flatMap((each) => ('elements' in each ? (each.elements as RichElement[]) : [])),
            )
          : 'text' in cell
            ? cell.text.length
            : 10),
      0,
    );

const addFile = (
  { file, alt, picture }: Extract<Block, { kind: 'file' }>,
  id: string | undefined,
  builder: BlockBuilder,
  at: number,
): void => {
  const described = cutText(plainLine([asForeign(alt)]), LIMITS.altText) || file.name;
  if (builder.left < described.length) return builder.hide(at);
  if (picture && id !== undefined) {
    return builder.block({ type: 'image', slack_file: { id }, alt_text: described }, described.length);
  }
  builder.block({ type: 'context', elements: [plainText(described, LIMITS.contextText)] }, described.length);
};
