import { asForeign, type Block, type Card } from '../../src/cards/card.ts';

/** A small card with the given words in its title. */
export const aCard = (title: string, ...blocks: readonly Block[]): Card => ({
  kind: 'list',
  locale: 'en',
  title: [asForeign(title)],
  blocks,
});

/** The words in a card's title. */
export const titleOf = ({ title }: Card): string =>
  title.map((span) => (typeof span === 'string' ? span : span.kind === 'foreign' ? span.text : '')).join('');
