import { type Action, type Block, type Card, text } from './card.ts';
import type { Window } from './window.ts';

const REVEAL = 'reveal';

/** The button of a platform that could not show a block of its card, or not whole: it opens that block for one person. */
export const revealAction = (block: number): Action => ({ name: REVEAL, argument: String(block) });

/** The button that opens a block and all that follow it, where there is no room for a button each. */
export const revealRestAction = (block: number): Action => ({ name: REVEAL, argument: `${block}+` });

/** The place of the block that a button opens; undefined when it does something else. */
export const revealedBlock = ({ name, argument }: Action): number | undefined =>
  name === REVEAL && /^\d+\+?$/.test(argument) ? Number.parseInt(argument, 10) : undefined;

const opensRest = ({ argument }: Action): boolean => argument.endsWith('+');

/** What a button opens of a card, whole; undefined when the card has no such block. */
export const revealWindow = ({ locale, title, blocks }: Card, action: Action): Window | undefined => {
  const at = revealedBlock(action);
  if (at === undefined || blocks[at] === undefined) return undefined;
  const open = blocks.slice(at, opensRest(action) ? undefined : at + 1).flatMap(opened);
  return { card: { kind: 'list', locale, title, blocks: open } };
};

const opened = (block: Block): readonly Block[] =>
  block.kind === 'sensitive' ? [{ kind: 'heading', text: block.title }, text(block.text)] : [block];
