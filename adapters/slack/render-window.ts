import type { types } from '@slack/bolt';
import { asForeign, type Block, type Card, type Line } from '../../src/cards/card.ts';
import type { Field, Window } from '../../src/cards/window.ts';
import { cutTexts } from '../../src/texts/cut.ts';
import { formatCount } from '../../src/texts/format.ts';
import { cutText, splitText } from '../chat/cut-text.ts';
import { BlockBuilder, plainText } from './block-builder.ts';
import { LIMITS } from './limits.ts';
import { neutralise } from './neutralise.ts';
import { lengthOf, plainLine, type RichElement, renderLine } from './render-line.ts';
import { tableLines } from './render-table.ts';

/** What a form's `callback_id` begins with. */
const FORM = 'form:';
const FIELD = 'value';

/** The name of the form behind a `callback_id`; undefined for a window without one. */
export const formOfCallback = (callback: string): string | undefined =>
  callback.startsWith(FORM) ? callback.slice(FORM.length) : undefined;

/** A window as a modal. `memo` comes back with the values. */
export const renderWindow = ({ card, form }: Window, memo: string): types.ModalView => ({
  type: 'modal',
  title: plainText(plainLine(card.title), LIMITS.modalTitle),
  close: plainText(cutTexts[card.locale].close, LIMITS.modalTitle),
  blocks: [
    ...wholeBlocks(card, LIMITS.viewBlocks - (form?.fields.length ?? 0)),
    ...(form?.fields ?? []).map(renderField),
  ],
  callback_id: form === undefined ? 'window' : `${FORM}${form.name}`,
  private_metadata: memo,
  ...(form === undefined ? {} : { submit: plainText(form.submit, LIMITS.modalTitle) }),
});

/** A card as the page that Slack keeps for the bot. */
export const renderHome = (card: Card): types.HomeView => ({
  type: 'home',
  blocks: wholeBlocks(card, LIMITS.viewBlocks),
});

/** A card with everything open, in as many blocks as it takes. */
const wholeBlocks = (card: Card, most: number): types.KnownBlock[] => {
  const builder = new BlockBuilder(
    { blocks: most, text: LIMITS.viewText, element: LIMITS.viewElement },
    0,
    card.locale,
  );
  addWhole(renderLine(card.title, { bold: true }), builder, card);
  for (const block of card.blocks) addBlock(block, builder, card);
  return builder.build();
};

const addBlock = (block: Block, builder: BlockBuilder, card: Card): void => {
  const plain = (line: Line): void => addWhole(renderLine(line), builder, card);
  switch (block.kind) {
    case 'text':
    case 'note':
      return plain(block.line);
    case 'warning':
      return plain(['⚠️ ', ...block.line]);
    case 'heading':
      return addHeading(block.text, builder);
    case 'progress':
      return plain([block.text]);
    // no view takes a table block
    case 'table':
      return addItems(tableLines(block, { bold: true }), builder, card);
    case 'sensitive':
      addHeading(block.title, builder);
      return plain([block.text]);
    case 'file':
      return plain([asForeign(block.alt)]);
    case 'buttons':
      if (builder.left > block.buttons.length * LIMITS.buttonText) builder.buttons(block.buttons);
  }
};

const addHeading = (title: string, builder: BlockBuilder): void => {
  if (builder.left > LIMITS.header)
    builder.block({ type: 'header', text: plainText(title, LIMITS.header) }, title.length);
};

/** Rows as items of a list; one that is too long for an item stands as lines. */
const addItems = (rows: readonly (readonly RichElement[])[], builder: BlockBuilder, card: Card): void => {
  for (const [at, row] of rows.entries()) {
    if (builder.left < LIMITS.blockText + SPARE)
      return sayMissing(rows.slice(at).flat(), builder, card.locale);
    if (lengthOf(row) < LIMITS.blockText) builder.item(row);
    else addWhole(row, builder, card);
  }
};

/** Room for the word that says how much is missing. */
const SPARE = 200;

const addWhole = (line: readonly RichElement[], builder: BlockBuilder, { locale }: Card): void => {
  if (lengthOf(line) <= Math.min(LIMITS.blockText, builder.left - SPARE)) return builder.line(line);
  for (const element of line) {
    const parts = element.type === 'text' ? splitText(element.text, LIMITS.blockText) : [element];
    for (const [at, part] of parts.entries()) {
      if (builder.left < LIMITS.blockText + SPARE) return sayMissing(parts.slice(at), builder, locale);
      builder.line([
        typeof part === 'string' && element.type === 'text' ? { ...element, text: part } : element,
      ]);
    }
  }
};

const sayMissing = (
  parts: readonly (string | RichElement)[],
  builder: BlockBuilder,
  locale: Card['locale'],
): void => {
  const missing = parts.reduce(
    (sum, part) => sum + (typeof part === 'string' ? part.length : lengthOf([part])),
    0,
  );
  if (builder.left < SPARE) return;
  builder.line([
    {
      type: 'text',
      text: cutTexts[locale].tooLong({ characters: formatCount(missing) }),
      style: { italic: true },
    },
  ]);
};

const renderField = (field: Field): types.InputBlock => ({
  type: 'input',
  block_id: field.name,
  optional: !field.required,
  label: plainText(field.label, LIMITS.label),
  element: field.kind === 'choice' ? renderChoice(field) : renderInput(field),
  ...(field.kind === 'text' && field.hint !== undefined ? { hint: plainText(field.hint, LIMITS.label) } : {}),
});

const renderChoice = ({ options, initial }: Extract<Field, { kind: 'choice' }>): types.StaticSelect => {
  const rendered = options
    .filter(({ value }) => value.length <= LIMITS.optionValue)
    .slice(0, LIMITS.options)
    .map(({ value, label }) => ({ text: plainText(label, LIMITS.optionText), value }));
  const chosen = rendered.find(({ value }) => value === initial);
  return {
    type: 'static_select',
    action_id: FIELD,
    options: rendered,
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  };
};

const renderInput = ({ initial }: Extract<Field, { kind: 'text' }>): types.PlainTextInput => ({
  type: 'plain_text_input',
  action_id: FIELD,
  ...(initial === undefined
    ? {}
    : { initial_value: cutText(neutralise(asForeign(initial)), LIMITS.inputText) }),
});
