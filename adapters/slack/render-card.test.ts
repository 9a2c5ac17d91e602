import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asForeign, type Block, type Card, cell, text } from '../../src/cards/card.ts';
import { revealedBlock } from '../../src/cards/reveal.ts';
import { anyCardOf, foreignOf } from '../../test/support/any-card.ts';
import { brokenRules, obeyedIn, wordsIn } from '../../test/support/slack-rules.ts';
import { renderCard } from './render-card.ts';
import { renderHome, renderWindow } from './render-window.ts';

const card = (...blocks: readonly Block[]): Card => ({
  kind: 'list',
  locale: 'en',
  title: ['Title'],
  blocks,
});

const actionsOf = (rendered: { readonly blocks: readonly unknown[] }) =>
  (JSON.stringify(rendered.blocks).match(/"value":"(?:[^"\\]|\\.)*"/gu) ?? []).map((value) => {
    const [name, argument] = JSON.parse(JSON.parse(value.slice('"value":'.length)));
    return { name, argument };
  });

/** As safe as the platform sends it. */
const sent = (rendered: object) => ({
  ...rendered,
  unfurl_links: false,
  unfurl_media: false,
  parse: 'none',
  link_names: false,
});

const SLACK_PIECES = [
  '<!channel>',
  '<!here|x>',
  '<@U012AB3CD>',
  '<#C012AB3CD>',
  '<http://a.example|click>',
  'https://a.example/x',
  'a.example',
  'ann@a.example',
  'mailto:x',
  '@channel',
  '*bold*',
  '_it_',
  '~s~',
  '`code`',
  '```',
  '> quote',
  '&gt; quote',
  '&lt;!channel&gt;',
  ':smile:',
  '\u202Eabc',
];
const foreign = foreignOf(SLACK_PIECES);
const anyCard = anyCardOf(foreign, { blocks: 70, rows: 130, columns: 22 });

describe('renderCard', () => {
  it('keeps every limit, and obeys nothing that anybody wrote', () => {
    fc.assert(
      fc.property(anyCard, (each) => {
        const rendered = renderCard(each);
        expect(brokenRules(rendered.blocks, 'message')).toEqual([]);
        expect(obeyedIn(sent(rendered))).toEqual([]);
        expect(rendered.text.length).toBeGreaterThan(0);
        expect(rendered.text.length).toBeLessThan(40_000);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves no part of a card out: what is not drawn whole is one press away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 5000 }), (count, size) => {
        const many = card(
          ...Array.from({ length: count }, (_, at) =>
            text(`<${at}>`, asForeign('x'.repeat(size)), `</${at}>`),
          ),
        );
        const rendered = renderCard(many);
        const words = wordsIn(rendered.blocks);
        const offered = actionsOf(rendered).map(revealedBlock);
        for (let at = 0; at < count; at += 1) {
          if (!words.includes(`</${at}>`)) expect(offered).toContain(at);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('draws the first table as a table and others as lines', () => {
    const table = (name: string): Block => ({
      kind: 'table',
      caption: name,
      columns: [
        { title: 'Dimension', align: 'left' },
        { title: 'Harmless', align: 'right' },
      ],
      rows: [[cell(name), cell('50.0 %')]],
    });
    const { blocks } = renderCard(card(table('Fairness'), table('Safety')));
    expect(blocks.filter(({ type }) => type === 'table')).toEqual([
      {
        type: 'table',
        column_settings: [
          { align: 'left', is_wrapped: true },
          { align: 'right', is_wrapped: true },
        ],
        rows: [
          [
            { type: 'raw_text', text: 'Dimension' },
            { type: 'raw_text', text: 'Harmless' },
          ],
          [
            { type: 'raw_text', text: 'Fairness' },
            { type: 'raw_text', text: '50.0 %' },
          ],
        ],
      },
    ]);
    expect(wordsIn(blocks).replaceAll('\n', '')).toContain('Safety: Harmless 50.0 %');
  });

  it('hides sensitive text behind a button of its own', () => {
    const rendered = renderCard(card({ kind: 'sensitive', title: 'Response', text: asForeign('the words') }));
    expect(JSON.stringify(rendered)).not.toContain('the words');
    expect(wordsIn(rendered.blocks)).toContain('Show: Response (9)');
    expect(actionsOf(rendered).map(revealedBlock)).toEqual([0]);
  });

  it('cuts between graphemes', () => {
    const family = '👨‍👩‍👧';
    const { blocks } = renderCard(card(text(asForeign(family.repeat(2000)))));
    const words = wordsIn(blocks.filter(({ type }) => type === 'rich_text'));
    expect(words.replaceAll(family, '')).toBe('…');
  });

  it('says in its fallback text what the card says, escaped', () => {
    const { text: fallback } = renderCard(
      card(text('below < 0.6 & more'), text(asForeign('<!channel> *x*'))),
    );
    expect(fallback).toContain('below &lt; 0.6 &amp; more');
    expect(fallback).toContain('&lt;');
    expect(fallback).not.toMatch(/[<>]/u);
  });
});

describe('renderWindow and renderHome', () => {
  it('keep every limit, and obey nothing that anybody wrote', () => {
    fc.assert(
      fc.property(anyCard, (each) => {
        const window = renderWindow(
          {
            card: each,
            form: {
              name: 'evaluate',
              submit: 'Start the evaluation now, please',
              fields: [
                {
                  kind: 'choice',
                  name: 'model',
                  label: 'Model',
                  required: true,
                  options: Array.from({ length: 120 }, (_, at) => ({
                    value: `m${at}`,
                    label: `Model ${at}`,
                  })),
                },
                { kind: 'text', name: 'subset', label: 'Subset', required: false, initial: 'quick' },
              ],
            },
          },
          '{}',
        );
        expect(brokenRules(window.blocks, 'view')).toEqual([]);
        expect(obeyedIn(sent({ blocks: window.blocks }))).toEqual([]);
        for (const part of [window.title, window.submit, window.close])
          expect(part?.text.length).toBeLessThanOrEqual(24);
        expect(brokenRules(renderHome(each).blocks, 'view')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('show a table as a list that begins with what each row is about, since no view takes a table', () => {
    const table: Block = {
      kind: 'table',
      caption: 'Runs',
      columns: ['Run', 'Model', 'State'].map((title) => ({ title, align: 'left' })),
      rows: [
        [cell('run-1'), cell(asForeign('model-x')), cell('completed')],
        [cell('run-2'), cell(asForeign('model-y')), { kind: 'none' }],
      ],
    };
    const { blocks } = renderHome(card({ kind: 'heading', text: 'Your runs' }, table, text('After')));
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'header', 'rich_text', 'rich_text']);
    const row = (...elements: readonly object[]) => ({ type: 'rich_text_section', elements });
    const bold = (words: string) => ({ type: 'text', text: words, style: { bold: true } });
    const plain = (words: string) => ({ type: 'text', text: words });
    expect(blocks[2]).toMatchObject({
      elements: [
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [
            row(bold('run-1'), plain(': Model '), plain('model-x'), plain(', State '), plain('completed')),
            row(bold('run-2'), plain(': Model '), plain('model-y')),
          ],
        },
      ],
    });
  });

  it('keep the bytes of a view also where a large table stands as lines', () => {
    const columns = Array.from({ length: 20 }, () => ({ title: '', align: 'left' as const }));
    const row = columns.map(() => cell({ kind: 'strong', text: '1' }));
    const rows = Array.from({ length: 120 }, () => row);
    const table: Block = { kind: 'table', caption: 'Rates', columns, rows };
    expect(brokenRules(renderHome(card(...Array.from({ length: 9 }, () => table))).blocks, 'view')).toEqual(
      [],
    );
  });

  it('shows a response of 30,000 characters whole', () => {
    const words = '一二三四五六七八九十'.repeat(3000);
    const { blocks } = renderWindow(
      { card: card({ kind: 'sensitive', title: 'Response', text: asForeign(words) }) },
      '',
    );
    expect(wordsIn(blocks).replaceAll('\n', '')).toContain(words);
  });
});
