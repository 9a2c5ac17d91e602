import fc from 'fast-check';

const PIECES = [
  '\u001B[2J',
  '\u001B[31m',
  '\u001B]0;title\u0007',
  '\u001B]8;;http://a.example\u001B\\',
  '\u001BP1$r\u001B\\',
  '\u009B31m',
  '\u009Dx\u009C',
  '\u0000',
  '\u0008',
  '\u007F',
  '\r',
  '\n',
  '\r\n',
  '\t',
  '\u0085',
  '\u2028',
  '\u202E',
  '\u2067',
  '\uD800',
  '\uDFFF',
  '👨‍👩‍👧',
  '中文，标点。',
  'word',
  ' ',
];

/** Text as an attacker would write it: escape sequences, bidi controls, broken surrogates, and ordinary words between. */
export const hostileText = fc
  .array(
    fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));
