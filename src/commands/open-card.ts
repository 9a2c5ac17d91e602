import { type Block, type Card, text } from '../cards/card.ts';

/** A card for the command line, where its one reader asked for it: sensitive text open, no buttons. */
export const openCard = (card: Card): Card => ({
  ...card,
  blocks: card.blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'buttons') return [];
    if (block.kind !== 'sensitive') return [block];
    return [{ kind: 'heading', text: block.title }, text(block.text)];
  }),
});
