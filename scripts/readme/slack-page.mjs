// How Slack shows blocks, near enough for a README: the kinds that our cards are rendered to, and no others.
import { renderCard } from '../../dist/adapters/slack/render-card.js';
import { dataUrl, escaped } from './html.mjs';

const span = ({ text, style }) => {
  const html = escaped(text).replaceAll('\n', '<br>');
  return style?.bold === true ? `<b>${html}</b>` : html;
};
const sections = ({ elements }) =>
  elements.map((section) => section.elements.map(span).join('')).join('<br>');

const cell = (content, { align }, tag) =>
  `<${tag} style="text-align:${align}">${content.type === 'rich_text' ? sections(content) : escaped(content.text)}</${tag}>`;

const block = (files) => (each) => {
  switch (each.type) {
    case 'header':
      return `<h1>${escaped(each.text.text)}</h1>`;
    case 'rich_text':
      return `<p>${sections(each)}</p>`;
    case 'table':
      return `<table>${each.rows
        .map((row, at) =>
          row.map((content, column) => cell(content, each.column_settings[column], at === 0 ? 'th' : 'td')),
        )
        .map((cells) => `<tr>${cells.join('')}</tr>`)
        .join('')}</table>`;
    case 'context':
      return `<p class="small">${each.elements.map(({ text }) => escaped(text)).join(' ')}</p>`;
    case 'actions':
      return `<p>${each.elements.map(({ text }) => `<button>${escaped(text.text)}</button>`).join('')}</p>`;
    case 'image':
      return `<img src="${dataUrl('image/png', files.get(each.slack_file.id))}" alt="${escaped(each.alt_text)}">`;
    default:
      throw new Error(`No look for the block "${each.type}".`);
  }
};

const message = (card, files) => `<div class="message"><div class="face">F</div><div class="body">
  <div class="who"><b>Flames</b> <span>APP</span></div>
  ${renderCard(card, ({ id }) => id)
    .blocks.map(block(files))
    .join('\n')}</div></div>`;

const STYLE = `
  body { background: #fff; color: #1d1c1d; width: 640px; padding: 16px 20px }
  .message { display: flex; gap: 10px; margin: 6px 0 }
  .message .message, .thread { margin-left: 46px; border-left: 2px solid #ddd; padding-left: 12px }
  .face { flex: none; width: 36px; height: 36px; border-radius: 8px; background: #c44e00; color: #fff; font: 600 20px/36px var(--font); text-align: center }
  .body { flex: 1 }
  .who span { background: #ddd; border-radius: 3px; padding: 1px 4px; font-size: 10px; font-weight: 600; color: #616061 }
  h1 { font-size: 18px; margin: 4px 0 8px }
  p { margin: 6px 0 }
  .small { font-size: 12px; color: #616061; margin: 4px 0 }
  table { border-collapse: collapse; margin: 8px 0 }
  td, th { border: 1px solid #ddd; padding: 5px 12px; font-weight: 400 }
  th { font-weight: 600; background: #f8f8f8 }
  button { font: 600 13px var(--font); background: #fff; border: 1px solid #bbb; border-radius: 6px; padding: 5px 12px; margin-right: 8px }
  img { width: 100%; border-radius: 8px; display: block; margin-top: 6px }`;

/** The run's message and its thread. */
export const slackPage = ({ scorecard, picture, files }) => ({
  style: STYLE,
  body: `${message(scorecard, files)}<div class="thread">${message(picture, files)}</div>`,
});
