import type { Block, Card, Cell, Column, Line, Span, Tone } from '../cards/card.ts';
import { formatMoment } from '../texts/format.ts';
import { html, type Markup } from './markup.ts';

/**
 * The blocks of a card as HTML. People are left out, with the line that names them: a report travels further than a
 * channel. Buttons, files and hidden texts have no place in a page that is only read.
 */
export const cardToHtml = ({ blocks }: Card): Markup =>
  html`${blocks.filter((block) => !namesSomebody(block)).map(blockToHtml)}`;

const namesSomebody = (block: Block): boolean =>
  'line' in block && block.line.some((span) => typeof span !== 'string' && span.kind === 'person');

const blockToHtml = (block: Block): Markup => {
  switch (block.kind) {
    case 'text':
      return html`<p${toneOf(block.tone)}>${lineToHtml(block.line)}</p>\n`;
    case 'warning':
      return html`<p class="warning">${lineToHtml(block.line)}</p>\n`;
    case 'note':
      return html`<p class="note">${lineToHtml(block.line)}</p>\n`;
    case 'heading':
      return html`<h3>${block.text}</h3>\n`;
    case 'progress':
      return html`<p>${block.text}</p>\n`;
    case 'table':
      return tableToHtml(block);
    case 'sensitive':
    case 'file':
    case 'buttons':
      return html``;
  }
};

const toneOf = (tone: Tone | undefined): Markup =>
  tone === undefined || tone === 'plain' ? html`` : html` class="${tone}"`;

const lineToHtml = (line: Line): Markup => html`${line.map(spanToHtml)}`;

const spanToHtml = (span: Span): Markup => {
  if (typeof span === 'string') return html`${span}`;
  switch (span.kind) {
    case 'strong':
      return html`<strong>${span.text}</strong>`;
    case 'foreign':
      return html`<bdi>${span.text}</bdi>`;
    case 'time':
      return html`<time datetime="${span.at}">${formatMoment(span.at)}</time>`;
    case 'person':
      return html``;
  }
};

const tableToHtml = ({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): Markup => html`
<div class="wide" tabindex="0" role="group" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(headToHtml)}</tr></thead>
<tbody>${rows.map(
  (row) => html`
<tr>${row.map((cell, index) => cellToHtml(cell, columns[index], index === 0))}</tr>`,
)}
</tbody></table></div>
`;

const headToHtml = ({ title, align }: Column): Markup => html`<th scope="col" class="${align}">${title}</th>`;

const cellToHtml = (cell: Cell, column: Column | undefined, first: boolean): Markup => {
  const align = column?.align ?? 'left';
  return first
    ? html`<th scope="row" class="${align}">${contentOf(cell)}</th>`
    : html`<td class="${align}">${contentOf(cell)}</td>`;
};

const contentOf = (cell: Cell): Markup => {
  switch (cell.kind) {
    case 'none':
      return html`–`;
    case 'text':
      return lineToHtml(cell.line);
    case 'interval':
      return html`${intervalBar(cell)} <span class="figures">${cell.text}</span>`;
  }
};

const percent = (rate: number): string => (100 * rate).toFixed(1);

/** A rate and its interval on an axis from 0 to 1; the words beside it say the same. */
const intervalBar = ({ value, low, high }: Extract<Cell, { kind: 'interval' }>): Markup =>
  html`<svg class="interval" viewBox="-4 0 108 12" aria-hidden="true"><path class="axis" d="M0 6H100M0 3V9M50 4V8M100 3V9"/><path class="line" d="M${percent(low)} 6H${percent(high)}"/><circle cx="${percent(value)}" cy="6" r="3.5"/></svg>`;
