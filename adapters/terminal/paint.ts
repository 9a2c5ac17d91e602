import { createColors } from 'picocolors';
import type { Tone } from '../../src/cards/card.ts';

export type Style = Tone | 'strong' | 'primary';
/** Inert text of one style; escape sequences come in only when it is painted. */
export interface Piece {
  readonly text: string;
  readonly style: Style;
}
export type Paint = (piece: Piece) => string;

export const piece = (text: string, style: Style = 'plain'): Piece => ({ text, style });

/** Writes styles as ANSI colours, or leaves them out; no meaning hangs on them. */
export const createPaint = (colour: boolean): Paint => {
  const colours = createColors(colour);
  const byStyle: Readonly<Record<Style, (text: string) => string>> = {
    plain: (text) => text,
    good: colours.green,
    middle: colours.yellow,
    bad: colours.red,
    muted: colours.dim,
    strong: colours.bold,
    primary: colours.cyan,
  };
  return ({ text, style }) => (text === '' ? '' : byStyle[style](text));
};
