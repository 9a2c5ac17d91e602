import { asForeign, type Block, type Card, type FileRef } from '../../src/cards/card.ts';
import { cutTexts } from '../../src/texts/cut.ts';
import { formatCount } from '../../src/texts/format.ts';
import { LIMITS } from './limits.ts';
import { MessageBuilder, type RenderedMessage } from './message-builder.ts';
import { fitMarkdown, toMarkdown, toMarkdownLine } from './neutralise.ts';
import { isPlain, plainLine, renderLine } from './render-line.ts';
import { renderTable, tableLines } from './render-table.ts';

/** The name under which a file is attached to the message, if it is. */
export type AttachmentName = (file: FileRef) => string | undefined;

/** A card as one message within all of Discord's limits; what does not fit is one press away. */
export const renderCard = (card: Card, attached: AttachmentName = () => undefined): RenderedMessage => {
  const builder = new MessageBuilder(card);
  addTitle(card, builder);
  for (const [at, block] of card.blocks.entries()) addBlock(block, at, { card, builder, attached });
  return builder.build();
};

interface Rendering {
  readonly card: Card;
  readonly builder: MessageBuilder;
  readonly attached: AttachmentName;
}

const addTitle = ({ title }: Card, builder: MessageBuilder): void => {
  if (plainLine(title).trim() === '') return;
  const markdown = toMarkdownLine(asForeign(plainLine(title)));
  if (isPlain(title) && markdown.length <= LIMITS.title) return builder.title(markdown);
  const line = renderLine(title);
  builder.add(
    line.length <= LIMITS.description ? line : fitMarkdown(asForeign(plainLine(title)), LIMITS.description),
  );
};

const addBlock = (block: Block, at: number, rendering: Rendering): void => {
  const { builder } = rendering;
  switch (block.kind) {
    case 'text':
      return addMarkdown(renderLine(block.line), at, rendering, () => plainLine(block.line));
    case 'note':
      return addMarkdown(small(renderLine(block.line)), at, rendering, () => plainLine(block.line));
    case 'warning':
      return addMarkdown(`⚠️ ${renderLine(block.line)}`, at, rendering, () => `⚠️ ${plainLine(block.line)}`);
    case 'heading':
      return addMarkdown(`**${toMarkdownLine(asForeign(block.text))}**`, at, rendering);
    case 'progress':
      return addMarkdown(`${toMarkdownLine(asForeign(block.text))}\n${progressBar(block)}`, at, rendering);
    case 'table':
      return addMarkdown(
        renderTable(block, builder.left) ?? tableLines(block).join('\n'),
        at,
        rendering,
        () => tableLines(block).map(plain).join('\n'),
      );
    case 'sensitive':
      return addSensitive(block, at, rendering);
    case 'file':
      return addFile(block, at, rendering);
    case 'buttons':
      if (!builder.buttons(block.buttons)) builder.hide(at);
  }
};

/** Lines of small print. */
const small = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : `-# ${line}`))
    .join('\n');

const plain = (markdown: string): string => markdown.replace(/\\(?=[^\p{L}\p{N}\s])/gu, '');

const BAR = 20;
const progressBar = ({ done, total }: Extract<Block, { kind: 'progress' }>): string => {
  const full = total > 0 ? Math.floor(Math.min(1, Math.max(0, done / total)) * BAR) : 0;
  return '▓'.repeat(full) + '░'.repeat(BAR - full);
};

/** Below this a cut text tells nothing. */
const LEAST = 60;

/** Markdown as it is where it fits, else the beginning of `words` with a button that shows all. */
const addMarkdown = (
  markdown: string,
  at: number,
  { builder, card }: Rendering,
  words?: () => string,
): void => {
  const room = Math.min(LIMITS.description, builder.left);
  if (markdown.length <= room) return builder.add(markdown);
  if (room < LEAST || words === undefined) return builder.hide(at);
  builder.add(fitMarkdown(asForeign(words()), room));
  builder.reveal(at, cutTexts[card.locale].showAll);
};

/** Hidden until the person presses it; what is too long for that is shown whole to whoever asks. */
const addSensitive = (
  { title, text }: Extract<Block, { kind: 'sensitive' }>,
  at: number,
  { builder, card }: Rendering,
): void => {
  const texts = cutTexts[card.locale];
  const head = `**${toMarkdownLine(asForeign(title))}**\n`;
  const room =
    Math.min(LIMITS.description, builder.left) - head.length - SPOILER_START.length - SPOILER_END.length;
  const whole = toMarkdown(text);
  if (whole.trim() === '') return addMarkdown(`${head}–`, at, { builder, card, attached: () => undefined });
  if (room < LEAST) return builder.hide(at);
  const shown = whole.length <= room ? whole : fitMarkdown(text, room);
  builder.add(`${head}${SPOILER_START}${shown}${SPOILER_END}`);
  if (shown !== whole) {
    const characters = formatCount(Array.from(text.text).length);
    builder.reveal(at, texts.show({ title, characters }));
  }
};
const SPOILER_START = '||';
/** An escaped bar at the end of the text would join the bars that close: something unseen stands between. */
const SPOILER_END = '\u2060||';

const addFile = (
  { file, alt, picture }: Extract<Block, { kind: 'file' }>,
  at: number,
  rendering: Rendering,
): void => {
  const name = rendering.attached(file);
  if (picture && name !== undefined && rendering.builder.picture(name)) return;
  addMarkdown(small(toMarkdownLine(asForeign(alt))), at, rendering, () => alt);
};
