import type { Locale } from '../texts/locale.ts';
import type { Emoji } from './emoji.ts';

declare const foreign: unique symbol;
/** Text that a model, a prompt, a file or a person wrote. It is data: renderers neutralise it, nobody prints it raw. */
export type ForeignText = { readonly kind: 'foreign'; readonly text: string; readonly [foreign]?: never };
export const asForeign = (text: string): ForeignText => ({ kind: 'foreign', text });

/** A piece of a line: the project's own words, or somebody else's. */
export type Span =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  | ForeignText
  | { readonly kind: 'person'; readonly platform: string; readonly id: string; readonly name: string }
  | { readonly kind: 'time'; readonly at: string };
export type Line = readonly Span[];

/** What a cell, a line or a whole card means, beside its words; colours are the renderer's business. */
export type Tone = 'plain' | 'good' | 'middle' | 'bad' | 'muted';

export type Cell =
  | { readonly kind: 'text'; readonly line: Line; readonly tone?: Tone }
  /** An interval on a 0-to-1 axis, drawn as a bar; `text` says the same in words. */
  | {
      readonly kind: 'interval';
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly text: string;
    }
  | { readonly kind: 'none' };

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** What a button does when pressed: a name that the bot knows and its argument. */
export interface Action {
  readonly name: string;
  readonly argument: string;
}

export interface Button {
  readonly label: string;
  readonly action: Action;
  readonly tone?: 'primary' | 'danger';
}

/** A file that the bot keeps under the hash of its bytes. */
export interface FileRef {
  /** SHA-256, hexadecimal. */
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export type Block =
  | { readonly kind: 'text'; readonly line: Line; readonly tone?: Tone }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      readonly caption: string;
    }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly text: string }
  | { readonly kind: 'warning'; readonly line: Line }
  /** Small print. */
  | { readonly kind: 'note'; readonly line: Line }
  /**
   * Foreign text that people should not meet unprepared: hidden until asked for, as each platform can. A platform that
   * cannot hide draws a button with `revealAction` (reveal.ts) instead.
   */
  | { readonly kind: 'sensitive'; readonly title: string; readonly text: ForeignText }
  /** A stored file: drawn where it stands if it is a picture, else for download. `alt` says what it shows. */
  | { readonly kind: 'file'; readonly file: FileRef; readonly alt: string; readonly picture: boolean }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

/** One message, for every platform. `kind` says what it is about; the blocks are all that is drawn. */
export interface Card {
  readonly kind:
    | 'scorecard'
    | 'progress'
    | 'error'
    | 'help'
    | 'confirmation'
    | 'list'
    | 'receipt'
    | 'ballot'
    | 'digest'
    | 'comparison';
  readonly locale: Locale;
  readonly title: Line;
  readonly blocks: readonly Block[];
  /** Reactions that count as an answer; a platform that can puts them under the message. */
  readonly reactions?: readonly Emoji[];
  /** People whom the platform calls when the message is posted; an edit calls nobody. They stand in a line of the card too. */
  readonly calls?: readonly { readonly platform: string; readonly id: string; readonly name: string }[];
  /** What the bot has to remember with the message; never shown. */
  readonly memo?: string;
}

export const text = (...line: Line): Block => ({ kind: 'text', line });
export const note = (...line: Line): Block => ({ kind: 'note', line });
export const warning = (...line: Line): Block => ({ kind: 'warning', line });
export const cell = (...line: Line): Cell => ({ kind: 'text', line });
