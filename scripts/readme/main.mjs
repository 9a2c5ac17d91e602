// Makes the pictures of the README (`npm run readme`): the bot evaluates a built-in model, and what it posts is drawn as
// Slack and Discord would show it. Needs a Chromium: CHROMIUM names it where it is not /usr/bin/chromium.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { discordPage } from './discord-page.mjs';
import { dataUrl } from './html.mjs';
import { messagesAfter } from './scene.mjs';
import { slackPage } from './slack-page.mjs';

const FOLDER = 'docs/images';
const WORDS = 'evaluate baseline-echo full';

const font = (weight, file) =>
  `@font-face { font-family: Flames; font-weight: ${weight}; unicode-range: U+0-B6, U+B8-FFFF; src: url(${dataUrl('font/ttf', readFileSync(`data/fonts/${file}`))}) }`;
const page = ({ style, body }) => `<!doctype html><meta charset="utf-8"><style>
  /* the wide dot of Chinese is for Chinese */
  ${font(400, 'noto-sans-sc-regular.ttf')}
  ${font(600, 'noto-sans-sc-semibold.ttf')}
  :root { --font: Flames, sans-serif }
  body { margin: 0; font: 15px/1.45 var(--font); box-sizing: border-box }
  b { font-weight: 600 }
  ${style}</style><body>${body}</body>`;

const { messages, files } = await messagesAfter(WORDS);
const [scorecard, picture] = ['run:', 'picture:'].map(
  (prefix) => messages.find(({ key }) => key.startsWith(prefix)).card,
);
mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}/scorecard.png`, files.get(picture.blocks[0].file.id));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  for (const [name, look] of Object.entries({ slack: slackPage, discord: discordPage })) {
    const tab = await browser.newPage({ deviceScaleFactor: 1.5 });
    await tab.setContent(page(look({ scorecard, picture, files })));
    await tab.evaluate(() => document.fonts.ready);
    await tab.locator('body').screenshot({ path: `${FOLDER}/${name}.png` });
  }
} finally {
  await browser.close();
}
