import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { asForeign, type Block, type Card, cell, note, text, warning } from '../../src/cards/card.ts';
import { hostileText } from '../../test/support/hostile-text.ts';
import { cardButtons, renderCard } from './render-card.ts';

const card = (...blocks: readonly Block[]): Card => ({
  kind: 'list',
  locale: 'en',
  title: ['Title'],
  blocks,
});
const plain = { width: 80, colour: false } as const;

const scores: Block = {
  kind: 'table',
  caption: 'Rates',
  columns: [
    { title: '维度', align: 'left' },
    { title: 'Harmless', align: 'right' },
    { title: '95 % interval', align: 'left' },
  ],
  rows: [
    [cell('公平'), cell('50.0 %'), { kind: 'interval', value: 0.5, low: 0.25, high: 0.75, text: '25–75 %' }],
    [
      cell('Data protection'),
      cell('100.0 %'),
      { kind: 'interval', value: 1, low: 0.9, high: 1, text: '90–100 %' },
    ],
    [cell('Safety'), cell('–'), { kind: 'none' }],
  ],
};

describe('renderCard', () => {
  it('draws a table in columns that line up, Chinese included, with its intervals as bars', () => {
    expect(renderCard(card(scores), plain)).toBe(
      [
        'Title',
        '',
        '维度             Harmless  95 % interval',
        '公平               50.0 %  ─────┤▓▓▓▓●▓▓▓├───── 25–75 %',
        'Data protection   100.0 %  ─────────────────┤▓● 90–100 %',
        'Safety                  –  –',
        '',
      ].join('\n'),
    );
  });

  it('draws bars without Unicode where asked', () => {
    expect(renderCard(card(scores), { ...plain, unicode: false })).toContain('-----[====o===]----- 25–75 %');
  });

  it('drops the bars before it wraps, and becomes records when nothing else fits', () => {
    const narrow = renderCard(card(scores), { ...plain, width: 45 });
    expect(narrow).toContain('Data protection   100.0 %  90–100 %');
    expect(
      renderCard(card({ ...scores, columns: [...scores.columns, ...scores.columns] }), {
        ...plain,
        width: 20,
      }),
    ).toContain('维度: 公平');
  });

  it('wraps Latin text at spaces and Chinese text anywhere but before a closing mark', () => {
    expect(renderCard(card(text('one two three four five six')), { ...plain, width: 20 })).toBe(
      'Title\none two three four\nfive six',
    );
    expect(renderCard(card(text('一二三四五六七八九十，甲乙丙丁')), { ...plain, width: 20 })).toBe(
      'Title\n一二三四五六七八九\n十，甲乙丙丁',
    );
  });

  it('numbers the buttons through the whole card, and draws none where nobody reads an answer', () => {
    const button = (label: string) => ({ label, action: { name: label, argument: '' } });
    const two = card(
      { kind: 'buttons', buttons: [button('Cancel run')] },
      { kind: 'buttons', buttons: [button('Compare'), button('Review')] },
    );
    expect(renderCard(two, { ...plain, message: 4 })).toBe(
      '#4 Title\n[1] Cancel run\n[2] Compare  [3] Review',
    );
    expect(renderCard(two, plain)).toBe('Title');
    expect(cardButtons(two).map(({ label }) => label)).toEqual(['Cancel run', 'Compare', 'Review']);
  });

  it('folds sensitive text until it is asked for, and keeps its lines then', () => {
    const sensitive = card({
      kind: 'sensitive',
      title: 'Response',
      text: asForeign('first\n\u001B[31msecond'),
    });
    expect(renderCard(sensitive, { ...plain, message: 2 })).toBe(
      '#2 Title\nResponse (hidden: 17 characters; type `show 2`)',
    );
    expect(renderCard(sensitive, plain)).toBe('Title\nResponse (hidden: 17 characters)');
    expect(renderCard(sensitive, { ...plain, revealed: true })).toBe(
      'Title\nResponse\n  first\n  �[31msecond',
    );
  });

  it('fills a progress bar only when nothing is left', () => {
    const bar = (done: number) =>
      renderCard(card({ kind: 'progress', done, total: 1000, text: `${done} of 1000` }), plain);
    expect(bar(999)).toBe(`Title\n${'█'.repeat(23)}░ 999 of 1000`);
    expect(bar(1000)).toBe(`Title\n${'█'.repeat(24)} 1000 of 1000`);
    expect(renderCard(card({ kind: 'progress', done: 0, total: 0, text: 'queued' }), plain)).toContain(
      `${'░'.repeat(24)} queued`,
    );
  });

  it('says with colour nothing that it does not say without', () => {
    const all = card(
      warning('careful'),
      note('small'),
      { kind: 'text', line: ['good'], tone: 'good' },
      scores,
    );
    const coloured = renderCard(all, { ...plain, colour: true });
    expect(coloured).toContain('\u001B[32mgood\u001B[39m');
    expect(stripVTControlCharacters(coloured).replaceAll(/ +$/gm, '')).toBe(renderCard(all, plain));
  });

  it('shows people, times and strong words plainly', () => {
    const line = text(
      { kind: 'person', platform: 'x', id: '1', name: 'Ann\u001B' },
      ' ',
      { kind: 'time', at: '2024-05-01T09:30:00Z' },
      ' ',
      { kind: 'strong', text: 'now' },
    );
    expect(renderCard(card(line), { ...plain, timeZone: 'Asia/Shanghai' })).toBe(
      'Title\n@Ann� 2024-05-01 17:30 GMT+8 now',
    );
  });

  it('shows a text of 200,000 characters whole', () => {
    const words = 'The words 中文，标点。'.repeat(12_500);
    const sensitive = card({ kind: 'sensitive', title: 'Response', text: asForeign(words) });
    const drawn = renderCard(sensitive, { ...plain, revealed: true });
    expect(drawn.replaceAll(/\s/g, '')).toContain(words.replaceAll(/\s/g, ''));
  });

  it('is never wider than the screen and never lets foreign text command it', () => {
    const foreign = hostileText.map(asForeign);
    const block: fc.Arbitrary<Block> = fc.oneof(
      foreign.map((each) => text('Said: ', each)),
      foreign.map((each) => warning(each)),
      foreign.map((each): Block => ({ kind: 'sensitive', title: 'Response', text: each })),
      foreign.map(
        (each): Block => ({
          kind: 'table',
          caption: '',
          columns: [
            { title: 'a', align: 'left' },
            { title: 'b', align: 'right' },
          ],
          rows: [
            [cell(each), cell('x')],
            [cell(each, each), cell(each)],
          ],
        }),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(block),
        foreign,
        fc.integer({ min: 20, max: 120 }),
        fc.boolean(),
        (blocks, title, width, revealed) => {
          const drawn = renderCard(
            { ...card(...blocks), title: [title] },
            { width, colour: false, revealed, message: 1 },
          );
          expect(drawn.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
          expect(Math.max(...drawn.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
