import type { Writable } from 'node:stream';
import type { Card } from '../../src/cards/card.ts';
import { USUAL_SCREEN } from './limits.ts';
import type { TerminalMessage } from './messages.ts';
import { type RenderOptions, renderCard } from './render-card.ts';

/** A stream that may know the size of its screen. */
export type TerminalOutput = Writable & { readonly columns?: number; readonly rows?: number };

/** Where messages appear. */
export interface Screen {
  post(message: TerminalMessage): void;
  edit(message: TerminalMessage): void;
  /** The whole message with its sensitive text. */
  reveal(message: TerminalMessage): void;
  /** A word of the terminal itself. */
  say(sentence: string): void;
  /** What stands where is not known any more. */
  disturbed(): void;
}

export type Look = Omit<RenderOptions, 'width' | 'message' | 'revealed'>;

/** A message as lines of this screen, with an empty one after it. */
export const drawMessage = (
  { number, card }: TerminalMessage,
  output: TerminalOutput,
  look: Look,
  revealed = false,
): readonly string[] => {
  // 0 columns: a terminal that does not know its size; a line that fills the last column wraps on some terminals
  const width = (output.columns || USUAL_SCREEN.columns) - 1;
  return [
    ...renderCard(card, { ...look, width, message: number, revealed })
      .trimEnd()
      .split('\n'),
    '',
  ];
};

/** A running message in one line: its title and how far it is. */
export const inShort = (card: Card): Card => {
  const progress = card.blocks.find((block) => block.kind === 'progress');
  return {
    ...card,
    title: progress === undefined ? card.title : [...card.title, ' · ', progress.text],
    blocks: [],
  };
};
