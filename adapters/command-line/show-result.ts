import type { Writable } from 'node:stream';
import type { Card } from '../../src/cards/card.ts';
import { renderCard } from '../terminal/render-card.ts';

export interface Screen {
  readonly out: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly err: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Colour on standard output. */
  readonly colour: boolean;
}

const USUAL_WIDTH = 80;
const WIDEST = 120;

/** Prints a card for people, or one JSON document. */
export const showResult = (screen: Screen, card: Card, json: unknown, asJson: boolean): void => {
  if (asJson) {
    screen.out.write(`${JSON.stringify(json, null, 2)}\n`);
    return;
  }
  const width = Math.min(screen.out.columns ?? USUAL_WIDTH, WIDEST);
  screen.out.write(`${renderCard(card, { width, colour: screen.colour, timeZone: 'UTC' })}\n`);
};
