import { describe, expect, it } from 'vitest';
import { asForeign, type Card, cell, note, text, warning } from './card.ts';
import { cardToText } from './card-to-text.ts';

const loud = ({ text: words }: { readonly text: string }): string => `<${words}>`;

const card: Card = {
  kind: 'scorecard',
  locale: 'en',
  title: [{ kind: 'strong', text: 'Scorecard' }, ' · ', asForeign('model-x')],
  blocks: [
    text('Asked by ', { kind: 'person', platform: 'slack', id: 'U1', name: 'Ann' }, ' at ', {
      kind: 'time',
      at: '2024-05-01T09:30:00Z',
    }),
    warning('Not complete'),
    { kind: 'heading', text: 'By dimension' },
    {
      kind: 'table',
      caption: 'Rates',
      columns: [
        { title: 'Dimension', align: 'left' },
        { title: 'Harmless', align: 'right' },
        { title: 'Interval', align: 'left' },
      ],
      rows: [
        [
          cell('Fairness'),
          cell('50.0 %'),
          { kind: 'interval', value: 0.5, low: 0.3, high: 0.7, text: '30–70 %' },
        ],
        [cell('Safety'), cell('–'), { kind: 'none' }],
      ],
    },
    { kind: 'progress', done: 1, total: 2, text: '1 of 2' },
    { kind: 'sensitive', title: 'Response', text: asForeign('the hidden words') },
    { kind: 'buttons', buttons: [{ label: 'Cancel', action: { name: 'cancel', argument: '' } }] },
    note('seed 1'),
  ],
};

describe('cardToText', () => {
  it('says the whole card in plain lines, foreign text and names through the neutraliser, sensitive text left out', () => {
    expect(cardToText(card, loud)).toBe(
      [
        'Scorecard · <model-x>',
        'Asked by <Ann> at 2024-05-01 09:30 UTC',
        '⚠ Not complete',
        'By dimension',
        'Rates',
        'Fairness: Harmless 50.0 %, Interval 30–70 %',
        'Safety: Harmless –',
        '1 of 2',
        'Response',
        'seed 1',
      ].join('\n'),
    );
  });
});
