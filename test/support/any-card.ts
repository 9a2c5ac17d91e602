import fc from 'fast-check';
import {
  asForeign,
  type Block,
  type Card,
  cell,
  type ForeignText,
  note,
  text,
  warning,
} from '../../src/cards/card.ts';
import { hostileText } from './hostile-text.ts';

/** What a platform would obey of foreign text, between texts that are hostile anywhere. */
export const foreignOf = (pieces: readonly string[]): fc.Arbitrary<ForeignText> =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), hostileText), { maxLength: 6 })
    .map((parts) => asForeign(parts.join('')));

interface Sizes {
  readonly blocks: number;
  readonly rows: number;
  readonly columns: number;
}

/** Cards of any blocks, up to sizes beyond what the platform takes, whose foreign text is short, long, or too long. */
export const anyCardOf = (foreign: fc.Arbitrary<ForeignText>, sizes: Sizes): fc.Arbitrary<Card> => {
  const anyForeign = fc
    .tuple(foreign, fc.constantFrom(1, 1, 1, 40, 300))
    .map(([{ text: words }, times]) => asForeign(words.repeat(times)));
  const anyBlock: fc.Arbitrary<Block> = fc.oneof(
    anyForeign.map((each) => text('Said: ', each)),
    anyForeign.map((each) => text({ kind: 'strong', text: each.text }, each)),
    anyForeign.map((each) => warning(each)),
    anyForeign.map((each) => note('Small ', each)),
    anyForeign.map((each): Block => ({ kind: 'sensitive', title: 'Response', text: each })),
    fc.constant<Block>({ kind: 'heading', text: 'By dimension' }),
    fc.nat(30).map(
      (count): Block => ({
        kind: 'buttons',
        buttons: Array.from({ length: count }, (_, at) => ({
          label: `Go ${at} ${'long '.repeat(count)}`,
          action: { name: 'go', argument: String(at) },
        })),
      }),
    ),
    fc.tuple(foreign, fc.nat(sizes.rows), fc.nat(sizes.columns)).map(
      ([each, rows, columns]): Block => ({
        kind: 'table',
        caption: 'Rates',
        columns: Array.from({ length: columns }, (_, at) => ({ title: `c${at}`, align: 'left' })),
        rows: Array.from({ length: rows }, () =>
          Array.from({ length: columns }, (_, at) =>
            at === 1 ? cell(each) : at === 2 ? ({ kind: 'none' } as const) : cell('50.0 %'),
          ),
        ),
      }),
    ),
  );
  return fc
    .record({ title: anyForeign, blocks: fc.array(anyBlock, { maxLength: sizes.blocks }) })
    .map(({ title, blocks }): Card => ({ kind: 'list', locale: 'en', title: ['About ', title], blocks }));
};
