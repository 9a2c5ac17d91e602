import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asForeign, type Block, type Card, cell, text } from '../../src/cards/card.ts';
import { pictureCard } from '../../src/cards/picture-card.ts';
import { revealedBlock } from '../../src/cards/reveal.ts';
import { anyCardOf, foreignOf } from '../../test/support/any-card.ts';
import { readMarkdown } from '../../test/support/discord-markdown.ts';
import { brokenRules, buttonsIn, obeyedIn, wordsIn } from '../../test/support/discord-rules.ts';
import { withoutJoiners } from '../chat/neutral-text.ts';
import { parseCustomId } from './message-builder.ts';
import { neutralise, toMarkdown } from './neutralise.ts';
import { renderCard } from './render-card.ts';
import { renderWhole } from './render-window.ts';

const card = (...blocks: readonly Block[]): Card => ({
  kind: 'list',
  locale: 'en',
  title: ['Title'],
  blocks,
});

const POST = 'POST /channels/1/messages';
const sent = (rendered: object) => ({ ...rendered, allowed_mentions: { parse: [] } });

const actionsOf = (rendered: object) =>
  buttonsIn(rendered).flatMap(({ custom_id: id }) => parseCustomId(String(id)) ?? []);

/** The blocks that a button opens. */
const offeredBy = (rendered: object, count: number): readonly number[] =>
  actionsOf(rendered).flatMap((action) => {
    const at = revealedBlock(action) ?? count;
    return action.argument.endsWith('+') ? Array.from({ length: count - at }, (_, more) => at + more) : [at];
  });

const PIECES = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '</flames status:123456789012345678>',
  '<:name:123456789012345678>',
  '<t:1700000000:R>',
  '<id:customize>',
  ':smile:',
  'https://a.example/x',
  '<https://a.example>',
  '[click](https://a.example)',
  'discord.gg/abc',
  'discord://x',
  'mailto:x@a.example',
  '**bold**',
  '*it*',
  '_it_',
  '__under__',
  '~~gone~~',
  '||spoiler||',
  '|',
  '`code`',
  '```block```',
  '```js\nx```',
  '\n# head',
  '\n- item',
  '\n1. item',
  '\n> quote',
  '\n>>> quote',
  '\n-# small',
  '\\',
  '\\*',
  '\u202Eabc',
];
const foreign = foreignOf(PIECES);
const anyCard = anyCardOf(foreign, { blocks: 40, rows: 40, columns: 8 });

describe('foreign text', () => {
  it('reads as it was written, and does nothing', () => {
    fc.assert(
      fc.property(foreign, (each) => {
        const { plain, obeyed } = readMarkdown(toMarkdown(each));
        expect(obeyed).toEqual([]);
        expect(withoutJoiners(plain)).toBe(withoutJoiners(neutralise(each)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('renderCard', () => {
  it('shows a picture that is all of a card by itself', () => {
    const file = { id: 'a'.repeat(64), name: 'scorecard.png', mediaType: 'image/png', bytes: 3 };
    const picture = pictureCard([{ file, alt: 'Safety: 90.0 %.' }], 'en');
    expect(renderCard(picture, ({ name }) => name).embeds).toMatchObject([
      { image: { url: 'attachment://scorecard.png' } },
    ]);
    expect(wordsIn(renderCard(picture))).toContain('Safety: 90.0 %.');
  });

  it('keeps every limit, and obeys nothing that anybody wrote', () => {
    fc.assert(
      fc.property(anyCard, (each) => {
        const rendered = sent(renderCard(each));
        expect(brokenRules(POST, rendered)).toEqual([]);
        expect(obeyedIn(rendered)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves no part of a card out: what is not drawn whole is one press away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 4500 }), (count, size) => {
        const rendered = renderCard(
          card(
            ...Array.from({ length: count }, (_, at) =>
              text(`(${at}`, asForeign('x'.repeat(size)), `${at})`),
            ),
          ),
        );
        const words = wordsIn(rendered);
        const offered = offeredBy(rendered, count);
        for (let at = 0; at < count; at += 1) if (!words.includes(`x${at})`)) expect(offered).toContain(at);
      }),
      { numRuns: 50 },
    );
  });

  it('draws a table in columns of equal width, also in Chinese', () => {
    const { embeds } = renderCard(
      card({
        kind: 'table',
        caption: '',
        columns: [
          { title: '维度', align: 'left' },
          { title: '无害率', align: 'right' },
        ],
        rows: [
          [cell('公平'), cell('50.0 %')],
          [cell('数据保护'), cell('5.0 %')],
        ],
      }),
    );
    expect(embeds[0]?.description).toBe(
      ['```', '维度      无害率', '公平      50.0 %', '数据保护   5.0 %', '```'].join('\n'),
    );
  });

  it('hides sensitive text in a spoiler that nothing in it can end', () => {
    const { embeds } = renderCard(
      card({ kind: 'sensitive', title: 'Response', text: asForeign('one || two ||') }),
    );
    const { plain, obeyed } = readMarkdown(embeds[0]?.description ?? '');
    expect(obeyed).toEqual(['bold', 'spoiler']);
    expect(withoutJoiners(plain)).toBe('Response\none || two ||');
  });

  it('offers a response that is too long for a spoiler whole', () => {
    const rendered = renderCard(
      card({ kind: 'sensitive', title: 'Response', text: asForeign('一二三四五'.repeat(2000)) }),
    );
    expect(actionsOf(rendered).map(revealedBlock)).toEqual([0]);
    expect(wordsIn(rendered)).toContain('Show: Response (10,000)');
  });

  it('cuts between graphemes', () => {
    const family = '👨‍👩‍👧';
    const { embeds } = renderCard(card(text(asForeign(family.repeat(2000)))));
    expect((embeds[0]?.description ?? '').replaceAll(family, '')).toBe('…');
  });
});

describe('renderWhole', () => {
  it('keeps every limit in each message, and obeys nothing that anybody wrote', () => {
    fc.assert(
      fc.property(anyCard, (each) => {
        for (const message of renderWhole(each).map(sent)) {
          expect(brokenRules(POST, message)).toEqual([]);
          expect(obeyedIn(message)).toEqual([]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('shows a response of 20,000 characters whole', () => {
    const words = '一二三四五六七八九十'.repeat(2000);
    const messages = renderWhole(card({ kind: 'sensitive', title: 'Response', text: asForeign(words) }));
    expect(messages.map(wordsIn).join('').replaceAll('\n', '')).toContain(words);
    expect(messages.length).toBeGreaterThan(1);
  });
});
