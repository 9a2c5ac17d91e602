import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asForeign } from '../../src/cards/card.ts';
import { hostileText } from '../../test/support/hostile-text.ts';
import { neutralise, neutraliseLines } from './neutralise.ts';

const cleaned = (text: string): string => neutralise(asForeign(text));

describe('neutralise', () => {
  it('leaves ordinary text of any script as it is', () => {
    for (const text of ['plain words, 3.5 %', '数据保护：请不要这样做。', 'family 👨‍👩‍👧 and é', 'עברית'])
      expect(cleaned(text)).toBe(text);
  });

  it('marks colours, cursor moves and hyperlinks, and hides none of their text', () => {
    expect(cleaned('\u001B[31mred')).toBe('�[31mred');
    expect(cleaned('\u009B2Jgone')).toBe('�2Jgone');
    expect(cleaned('\u001B]8;;http://a.example\u0007link\u001B]8;;\u0007')).toBe(
      '�]8;;http://a.example�link�]8;;�',
    );
  });

  it('marks bidi controls and lone surrogates', () => {
    expect(cleaned('a\u202Eb\u2066c\u200Fd')).toBe('a�b�c�d');
    expect(cleaned('a\uD800b\uDC00')).toBe('a�b�');
  });

  it('makes one line of many, and keeps lines where they are asked for', () => {
    expect(cleaned('a\nb\r\nc\u2028d\te')).toBe('a b c d e');
    expect(neutraliseLines(asForeign('a\n\r\nb\u0085c'))).toEqual(['a', '', 'b', 'c']);
  });

  it('leaves nothing that a terminal would obey, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(cleaned(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u);
      }),
    );
  });
});
