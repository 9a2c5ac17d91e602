// How Discord shows embeds, near enough for a README: the markdown that our cards are rendered to, and no other.
import { renderCard } from '../../dist/adapters/discord/render-card.js';
import { dataUrl, escaped } from './html.mjs';

const inline = (markdown) =>
  escaped(markdown)
    .replace(/\\([^\p{L}\p{N}\s])/gu, (_, sign) => `&#${sign.codePointAt(0)};`)
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>');

const line = (markdown) =>
  markdown.startsWith('-# ')
    ? `<div class="small">${inline(markdown.slice(3))}</div>`
    : `<div>${inline(markdown) || '&nbsp;'}</div>`;

/** Every second part stands between fences. */
const markdown = (text) =>
  text
    .split('```')
    .map((part, at) =>
      at % 2 === 1
        ? `<pre>${escaped(part.replace(/^\w*\n|\n$/g, ''))}</pre>`
        : part.replace(/^\n|\n$/g, '') === ''
          ? ''
          : part
              .replace(/^\n|\n$/g, '')
              .split('\n')
              .map(line)
              .join(''),
    )
    .join('');

const embed =
  (files) =>
  ({ title, description, color = 0, image }) => {
    const picture = image === undefined ? undefined : files.get(image.url.replace('attachment://', ''));
    return `<div class="embed" style="border-color:#${color.toString(16).padStart(6, '0')}">
    ${title === undefined ? '' : `<h1>${inline(title)}</h1>`}
    ${description === undefined ? '' : markdown(description)}
    ${picture === undefined ? '' : `<img src="${dataUrl('image/png', picture)}" alt="">`}</div>`;
  };

const row = ({ components }) =>
  `<div class="row">${components.map(({ label }) => `<button>${escaped(label)}</button>`).join('')}</div>`;

const message = (card, files) => {
  const { embeds, components } = renderCard(card, ({ id }) => id);
  return `<div class="message"><div class="face">F</div><div class="body">
    <div class="who"><b>Flames</b> <span>APP</span></div>
    ${embeds.map(embed(files)).join('')}${components.map(row).join('')}</div></div>`;
};

const STYLE = `
  body { background: #313338; color: #dbdee1; width: 640px; padding: 16px 20px }
  .message { display: flex; gap: 14px; margin: 8px 0 }
  .face { flex: none; width: 40px; height: 40px; border-radius: 50%; background: #c44e00; color: #fff; font: 600 21px/40px var(--font); text-align: center }
  .body { flex: 1 }
  .who b { color: #fff }
  .who span { background: #5865f2; color: #fff; border-radius: 3px; padding: 1px 5px; font-size: 10px; font-weight: 600 }
  .embed { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 10px 14px; margin: 6px 0 }
  h1 { font-size: 16px; margin: 2px 0 8px; color: #fff }
  b { color: #fff }
  .small { font-size: 12px; color: #949ba4 }
  pre { background: #1e1f22; border-radius: 4px; padding: 8px 10px; margin: 6px 0; font: 13px/1.4 "DejaVu Sans Mono", monospace; color: #dbdee1 }
  button { font: 600 13px var(--font); background: #4e5058; color: #fff; border: 0; border-radius: 4px; padding: 7px 14px; margin: 4px 8px 0 0 }
  img { width: 100%; border-radius: 4px; display: block; margin-top: 6px }`;

/** The run's message and the picture of its thread. */
export const discordPage = ({ scorecard, picture, files }) => ({
  style: STYLE,
  body: `${message(scorecard, files)}${message(picture, files)}`,
});
