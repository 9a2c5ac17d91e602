import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostileText } from '../../test/support/hostile-text.ts';
import { asForeign, cell, note, text, warning } from './card.ts';
import { cardToMarkdown } from './card-to-markdown.ts';

it('writes a card as headings, tables and paragraphs', () => {
  const markdown = cardToMarkdown({
    kind: 'list',
    locale: 'en',
    title: [{ kind: 'strong', text: 'Scorecard' }, ' · ', asForeign('model-x')],
    blocks: [
      text('Harmless rate 40 %'),
      {
        kind: 'table',
        caption: 'rates',
        columns: [
          { title: 'Dimension', align: 'left' },
          { title: 'n', align: 'right' },
        ],
        rows: [[cell('Safety'), cell('20')]],
      },
      warning('triage'),
      note('run-1'),
    ],
  });
  expect(markdown).toBe(
    [
      '## **Scorecard** · model\\-x',
      'Harmless rate 40 %',
      '| Dimension | n |\n| :-- | --: |\n| Safety | 20 |',
      '> ⚠ triage',
      '<sub>run\\-1</sub>',
    ].join('\n\n'),
  );
});

it('shows foreign text as it is: it breaks no table, links nothing, mentions nobody and is no HTML', () => {
  const shown = (words: string): string =>
    cardToMarkdown({ kind: 'list', locale: 'en', title: [], blocks: [text(asForeign(words))] }).slice(
      '## \n\n'.length,
    );
  expect(shown('a|b\n# c')).toBe('a\\|b \\# c');
  expect(shown('[x](http://a.example) @all <img src=x>')).not.toMatch(/\[x\]\(|http:\/\/|@all|<img/);
  fc.assert(
    fc.property(hostileText, (words) => {
      expect(shown(words)).not.toMatch(/[\n<]|(?<!\\)[|`*_[\]]/u);
    }),
  );
});
