import { type Action, type Block, type Card, text } from './card.ts';
import type { Window } from './window.ts';

const REVEAL = 'reveal';

/** The button of a platform that could not show a block of its card, or not whole: it opens that block for one person. */
export const revealAction = (block: number): Action => ({ name: REVEAL, argument: String(block) });

/** The place of the block that a button opens; undefined when it does something else. */
export const revealedBlock = ({ name, argument }: Action): number | undefined =>
  name === REVEAL && /^\d+$/.test(argument) ? Number(argument) : undefined;

/** One block of a card, open and whole; undefined when the card has no such block. */
export const revealWindow = ({ locale, title, blocks }: Card, at: number): Window | undefined => {
  const block = blocks[at];
  if (block === undefined) return undefined;
  const open: readonly Block[] =
    block.kind === 'sensitive' ? [{ kind: 'heading', text: block.title }, text(block.text)] : [block];
  return { card: { kind: 'list', locale, title, blocks: open } };
};
