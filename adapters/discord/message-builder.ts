import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type Action, asForeign, type Button, type Card } from '../../src/cards/card.ts';
import { revealAction, revealRestAction } from '../../src/cards/reveal.ts';
import { PlatformError } from '../../src/errors.ts';
import { cutTexts } from '../../src/texts/cut.ts';
import { cutText } from '../chat/cut-text.ts';
import { LIMITS } from './limits.ts';
import { neutraliseLine } from './neutralise.ts';

export type Row = APIActionRowComponent<APIButtonComponentWithCustomId>;

export interface RenderedMessage {
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly Row[];
}

/** Rows kept free for the buttons of what found no room. */
const SPARE_ROWS = 1;
const COLOURS: Readonly<Partial<Record<Card['kind'], number>>> = {
  error: 0xc6_28_28,
  ballot: 0xf9_a8_25,
  progress: 0x54_6e_7a,
};
const COLOUR = 0x2e_7d_32;

/** The embeds and buttons of one message as they are put together: never more of them, nor more text, than it takes. */
export class MessageBuilder {
  readonly #card: Card;
  readonly #bodies: string[] = [];
  readonly #pictures: string[] = [];
  readonly #rows: (readonly Button[])[] = [];
  readonly #hidden: number[] = [];
  #title: string | undefined;
  #text = 0;
  #revealing = false;

  constructor(card: Card) {
    this.#card = card;
  }

  /** Characters that the next part may have. */
  get left(): number {
    return LIMITS.messageText - this.#text;
  }

  title(markdown: string): void {
    this.#title = markdown;
    this.#text += markdown.length;
  }

  /** A part of at most `left` characters and at most one description; it begins a line. */
  add(markdown: string): void {
    if (markdown === '') return;
    const last = this.#bodies.at(-1);
    if (last !== undefined && last.length + markdown.length < LIMITS.description) {
      this.#bodies[this.#bodies.length - 1] = `${last}\n${markdown}`;
    } else this.#bodies.push(markdown);
    this.#text += markdown.length + 1;
  }

  /** An attached picture; false when there is no room for one more. */
  picture(attachment: string): boolean {
    if (this.#pictures.length >= LIMITS.embeds - 3) return false;
    this.#pictures.push(attachment);
    return true;
  }

  /** Buttons in rows of their own; false when there is no room. */
  buttons(buttons: readonly Button[]): boolean {
    const rows = Math.ceil(buttons.length / LIMITS.rowButtons);
    if (this.#rows.length + rows > LIMITS.rows - SPARE_ROWS) return false;
    for (let at = 0; at < buttons.length; at += LIMITS.rowButtons) {
      this.#rows.push(buttons.slice(at, at + LIMITS.rowButtons));
    }
    this.#revealing = false;
    return true;
  }

  /** A button that opens one block of the card for a person; such buttons share rows. */
  reveal(block: number, label: string): void {
    const button = { label, action: revealAction(block) };
    const row = this.#rows.at(-1);
    if (this.#revealing && row !== undefined && row.length < LIMITS.rowButtons) {
      this.#rows[this.#rows.length - 1] = [...row, button];
    } else if (this.#rows.length < LIMITS.rows - SPARE_ROWS) this.#rows.push([button]);
    else return this.hide(block);
    this.#revealing = true;
  }

  /** A block of the card that found no room. */
  hide(block: number): void {
    this.#hidden.push(block);
  }

  /** All of it; what was hidden is one press away. */
  build(): RenderedMessage {
    const rows = this.#hidden.length === 0 ? this.#rows : [...this.#rows, this.#hiddenButtons()];
    let count = 0;
    const components = rows.map(
      (row): Row => ({
        type: ComponentType.ActionRow,
        components: row.map((button) => {
          count += 1;
          return renderButton(button, count);
        }),
      }),
    );
    return { embeds: this.#embeds(), components };
  }

  /** One for each hidden block; where there are too many, the last opens all that follow. */
  #hiddenButtons(): readonly Button[] {
    const texts = cutTexts[this.#card.locale];
    const most = LIMITS.rowButtons;
    return this.#hidden.slice(0, most).map((block, at): Button => {
      const opensRest = at === most - 1 && this.#hidden.length > most;
      return opensRest
        ? { label: texts.showRest({ part: block + 1 }), action: revealRestAction(block) }
        : { label: texts.showPart({ part: block + 1 }), action: revealAction(block) };
    });
  }

  #embeds(): readonly APIEmbed[] {
    const color = COLOURS[this.#card.kind] ?? COLOUR;
    const title = this.#title === undefined ? {} : { title: this.#title };
    const bodies = this.#bodies
      .filter((description) => description.trim() !== '')
      .map((description): APIEmbed => ({ description, color }));
    const pictures = this.#pictures.map(
      (name): APIEmbed => ({ color, image: { url: `attachment://${name}` } }),
    );
    const isPicturesOnly = this.#title === undefined && bodies.length === 0 && pictures.length > 0;
    if (isPicturesOnly) return pictures;
    const [first = this.#title === undefined ? { description: '…', color } : { color }, ...rest] = bodies;
    return [{ ...first, ...title }, ...rest, ...pictures];
  }
}

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

const renderButton = ({ label, action, tone }: Button, place: number): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: tone === undefined ? ButtonStyle.Secondary : STYLES[tone],
  label: plainText(label, LIMITS.buttonLabel),
  custom_id: customId(action, place),
});

/** Text for places that read no Markdown; never empty. */
export const plainText = (text: string, most: number): string =>
  cutText(neutraliseLine(asForeign(text)), most).trim() || '…';

/** What a button means, with its place so that no two of a message are alike. */
const customId = ({ name, argument }: Action, place: number): string => {
  const id = `${place}:${name}:${argument}`;
  if (id.length > LIMITS.customId)
    throw new PlatformError('bad-card', `The button "${name}" means more than Discord can carry.`, {
      cause: undefined,
    });
  return id;
};

/** What a button's id means; undefined when it is none of ours. */
export const parseCustomId = (id: string): Action | undefined => {
  const groups = /^\d{1,2}:(?<name>[^:]+):(?<argument>.*)$/su.exec(id)?.groups;
  return groups === undefined
    ? undefined
    : { name: groups['name'] ?? '', argument: groups['argument'] ?? '' };
};
