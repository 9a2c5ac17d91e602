import { asForeign, type Block, type Card, type Line } from '../../src/cards/card.ts';
import { cutTexts } from '../../src/texts/cut.ts';
import { formatCount } from '../../src/texts/format.ts';
import { splitText } from '../chat/cut-text.ts';
import { LIMITS } from './limits.ts';
import { MessageBuilder, type RenderedMessage } from './message-builder.ts';
import { toMarkdown } from './neutralise.ts';
import { renderLine } from './render-line.ts';
import { tableLines } from './render-table.ts';

/** One person is shown no more messages than this at once. */
const MOST_MESSAGES = 5;
/** So many characters fit in one description even when each has to be escaped. */
const PIECE = 1900;

/** A card with everything open, in as many messages as it takes; what is beyond the last is counted. */
export const renderWhole = (card: Card): readonly RenderedMessage[] => {
  const pieces = [...linePieces(card.title), ...card.blocks.flatMap(piecesOf)].filter(
    (piece) => piece !== '',
  );
  const builders = [new MessageBuilder(card)];
  for (const [at, piece] of pieces.entries()) {
    let builder = builders.at(-1) ?? new MessageBuilder(card);
    if (builder.left < piece.length + SPARE) {
      if (builders.length === MOST_MESSAGES) {
        builder.add(missing(pieces.slice(at), card));
        break;
      }
      builder = new MessageBuilder(card);
      builders.push(builder);
    }
    builder.add(piece);
  }
  const last = builders.at(-1);
  for (const block of card.blocks) if (block.kind === 'buttons') last?.buttons(block.buttons);
  return builders.map((builder) => builder.build());
};

/** Room for the word that says how much is missing. */
const SPARE = 200;

const missing = (pieces: readonly string[], { locale }: Card): string => {
  const characters = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return `*${toMarkdown(asForeign(cutTexts[locale].tooLong({ characters: formatCount(characters) })))}*`;
};

const piecesOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'text':
    case 'note':
      return linePieces(block.line);
    case 'warning':
      return linePieces(['⚠️ ', ...block.line]);
    case 'heading':
      return linePieces([{ kind: 'strong', text: block.text }]);
    case 'progress':
      return linePieces([block.text]);
    case 'table':
      return tableLines(block).flatMap((line) =>
        line.length <= LIMITS.description ? [line] : splitText(line, PIECE),
      );
    case 'sensitive':
      return [...linePieces([{ kind: 'strong', text: block.title }]), ...textPieces(block.text.text)];
    case 'file':
      return linePieces([asForeign(block.alt)]);
    case 'buttons':
      return [];
  }
};

const linePieces = (line: Line): readonly string[] => {
  const whole = renderLine(line);
  if (whole.length <= LIMITS.description) return [whole];
  return line.flatMap((span) => {
    if (typeof span === 'string') return textPieces(span);
    return 'text' in span ? textPieces(span.text) : [renderLine([span])];
  });
};

const textPieces = (text: string): readonly string[] =>
  splitText(text, PIECE).map((part) => toMarkdown(asForeign(part)));
