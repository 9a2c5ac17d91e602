import type { Block, Card, Cell, Line } from './card.ts';
import { lineToText } from './card-to-text.ts';

const JOINER = '\u2060';
/** Whoever shows the file may turn these into links, people or numbered things by themselves. */
const OBEYED = [/(?<=[@＠])/gu, /(?<=[\p{L}\p{N}])(?=:\/\/)/gu, /(?<=\bwww)(?=\.)/giu] as const;
const MARKS = /[\\`*_{}[\]()#+\-.!|~>]/gu;

/** Words that Markdown shows as they are, in one line: nothing formats, links, mentions or is read as HTML. */
const inert = (words: string): string => {
  const line = words.replace(/\s+/gu, ' ').replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '\uFFFD');
  const still = OBEYED.reduce((shown, place) => shown.replace(place, JOINER), line);
  return still.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(MARKS, '\\$&');
};

/** A card as GitHub-flavoured Markdown, for summaries of continuous integration. Sensitive texts and buttons are left out. */
export const cardToMarkdown = (card: Card): string =>
  [`## ${lineToMarkdown(card.title)}`, ...card.blocks.flatMap(blockToMarkdown)].join('\n\n');

const lineToMarkdown = (line: Line): string =>
  line
    .map((span) => {
      const words = inert(lineToText([span], ({ text }) => text));
      return typeof span === 'object' && span.kind === 'strong' && words.trim() !== ''
        ? `**${words.trim()}**`
        : words;
    })
    .join('');

const blockToMarkdown = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'text':
      return [lineToMarkdown(block.line)];
    case 'note':
      return [`<sub>${lineToMarkdown(block.line)}</sub>`];
    case 'warning':
      return [`> ⚠ ${lineToMarkdown(block.line)}`];
    case 'heading':
      return [`### ${inert(block.text)}`];
    case 'progress':
      return [inert(block.text)];
    case 'table':
      return [tableToMarkdown(block)];
    case 'sensitive':
    case 'file':
    case 'buttons':
      return [];
  }
};

const tableToMarkdown = ({ columns, rows }: Extract<Block, { kind: 'table' }>): string => {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(columns.map(({ title }) => inert(title))),
    row(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
    ...rows.map((cells) => row(cells.map(cellToMarkdown))),
  ].join('\n');
};

const cellToMarkdown = (cell: Cell): string => {
  switch (cell.kind) {
    case 'text':
      return lineToMarkdown(cell.line);
    case 'interval':
      return inert(cell.text);
    case 'none':
      return '–';
  }
};
