import type { types } from '@slack/bolt';
import type { Action, Button } from '../../src/cards/card.ts';
import { asForeign } from '../../src/cards/card.ts';
import { revealAction } from '../../src/cards/reveal.ts';
import { cutTexts } from '../../src/texts/cut.ts';
import type { Locale } from '../../src/texts/locale.ts';
import { cutText } from '../chat/cut-text.ts';
import { LIMITS } from './limits.ts';
import { neutraliseLine } from './neutralise.ts';
import { appendLine, lengthOf, type RichElement } from './render-line.ts';

/** How much one surface takes. */
export interface Room {
  readonly blocks: number;
  readonly text: number;
  /** What each element takes besides its text, in characters, where the size of the whole counts. */
  readonly element: number;
}

export const plainText = (text: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cutText(neutraliseLine(asForeign(text)), most) || ' ',
  emoji: false,
});

/** Blocks kept free for the buttons of what found no room. */
const SPARE_BLOCKS = 5;
/** Room for the button of each part that may have to be hidden. */
const SPARE_TEXT = 40;

type Kept = types.KnownBlock;

/** The blocks of one surface as they are put together: never more of them, nor more text, than it takes. */
export class BlockBuilder {
  readonly #room: Room;
  readonly #locale: Locale;
  readonly #blocks: Kept[] = [];
  readonly #hidden: number[] = [];
  #text = 0;
  #actions = 0;
  #parts: number;
  /** Lines that go on in the same block. */
  #open: RichElement[] | undefined;
  /** The list that goes on, and the length of its text. */
  #items: { readonly sections: types.RichTextSection[]; length: number } | undefined;
  #reveals: types.Button[] | undefined;

  constructor(room: Room, parts: number, locale: Locale) {
    this.#room = room;
    this.#parts = parts;
    this.#locale = locale;
  }

  /** Characters that the next part may have, with room left for a word about each that follows. */
  get left(): number {
    const spare = SPARE_TEXT * Math.min(this.#parts, SPARE_BLOCKS * LIMITS.actions);
    return this.#blocks.length >= this.#room.blocks - SPARE_BLOCKS - 1
      ? 0
      : this.#room.text - this.#text - spare;
  }

  /** One part of the card is done. */
  partDone(): void {
    this.#parts -= 1;
  }

  /** A line; lines that follow each other share a block as long as they fit. */
  line(elements: readonly RichElement[]): void {
    const length = lengthOf(elements);
    if (length === 0) return;
    if (this.#open !== undefined && lengthOf(this.#open) + length < LIMITS.blockText) {
      appendLine(this.#open, [{ type: 'text', text: '\n' }, ...elements]);
    } else {
      const section: RichElement[] = [];
      appendLine(section, elements);
      this.#push({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: section }] }, 0);
      this.#open = section;
    }
    this.#text += length + 1 + elements.length * this.#room.element;
  }

  /** An item of a list; items that follow each other share one as long as they fit. */
  item(elements: readonly RichElement[]): void {
    const length = lengthOf(elements);
    if (length === 0) return;
    const section: types.RichTextSection = { type: 'rich_text_section', elements: [...elements] };
    if (
      this.#items !== undefined &&
      this.#items.length + length < LIMITS.blockText &&
      this.#items.sections.length < LIMITS.listItems
    ) {
      this.#items.sections.push(section);
      this.#items.length += length;
    } else {
      const sections = [section];
      this.#push(
        { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: sections }] },
        0,
      );
      this.#items = { sections, length };
    }
    this.#text += length + (elements.length + 1) * this.#room.element;
  }

  /** A block of its own with so many characters of text. */
  block(block: Kept, length: number): void {
    this.#push(block, length);
  }

  buttons(buttons: readonly Button[]): void {
    for (let at = 0; at < buttons.length; at += LIMITS.actions) {
      const elements = buttons.slice(at, at + LIMITS.actions).map((button) => this.#button(button));
      this.#push({ type: 'actions', elements }, lengthOfButtons(elements));
    }
  }

  /** A button that opens one block of the card; such buttons in a row share a block. */
  reveal(block: number, label: string): void {
    const button = this.#button({ label, action: revealAction(block) });
    if (this.#reveals !== undefined && this.#reveals.length < LIMITS.actions) this.#reveals.push(button);
    else {
      const elements = [button];
      this.#push({ type: 'actions', elements }, 0);
      this.#reveals = elements;
    }
    this.#text += button.text.text.length;
  }

  /** A block of the card that found no room. */
  hide(block: number): void {
    this.#hidden.push(block);
  }

  /** All blocks; what was hidden is one press away. */
  build(): Kept[] {
    const texts = cutTexts[this.#locale];
    const hidden = this.#hidden.slice(0, SPARE_BLOCKS * LIMITS.actions);
    this.buttons(
      hidden.map((block) => ({ label: texts.showPart({ part: block + 1 }), action: revealAction(block) })),
    );
    return this.#blocks;
  }

  #push(block: Kept, length: number): void {
    this.#open = undefined;
    this.#items = undefined;
    this.#reveals = undefined;
    this.#blocks.push(block);
    this.#text += length;
  }

  #button({ label, action, tone }: Button): types.Button {
    this.#actions += 1;
    return {
      type: 'button',
      action_id: `press:${this.#actions}`,
      text: plainText(label, LIMITS.buttonText),
      value: buttonValue(action),
      ...(tone === undefined ? {} : { style: tone }),
    };
  }
}

const lengthOfButtons = (buttons: readonly types.Button[]): number =>
  buttons.reduce((sum, { text }) => sum + text.text.length, 0);

/** What a button means, in its value. */
const buttonValue = ({ name, argument }: Action): string => JSON.stringify([name, argument]);
