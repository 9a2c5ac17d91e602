import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from './to-csv.ts';

/** RFC 4180, read strictly: fields between commas, lines between CRLF, quotes doubled within quotes. */
const readCsv = (text: string): string[][] => {
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  const lines: string[][] = [[]];
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`No field at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    const [, raw = '', end] = match;
    lines.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
};

const csv = (...texts: unknown[]): string =>
  [
    ...toCsv(
      ['text'],
      texts.map((text) => ({ text })),
    ),
  ].join('');
const cells = (...texts: unknown[]): string[] =>
  readCsv(csv(...texts).replace(/^\uFEFF/, ''))
    .slice(1)
    .flat();
const back = (cell: string): string => cell.replace(/^'/, '');

describe('CSV', () => {
  it('starts with the mark by which spreadsheets know UTF-8, and the names of the fields', () => {
    expect(csv('公平')).toBe('\uFEFFtext\r\n公平\r\n');
  });

  it('runs nothing in a spreadsheet, quoted or not', () => {
    const harmful = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\tx',
      '\rx',
      '\n=x',
      '＝1',
      '=HYPERLINK("a","b")',
      '=1\r\n=2',
    ];
    for (const text of harmful) {
      const [cell = ''] = cells(text);
      expect(cell).toBe(`'${text}`);
    }
  });

  it('holds no control character but tabs and line ends: a visible mark stands for each other', () => {
    const text = 'a\u001b[2Jb\u0000\u0007\u0008\u007f\u009bc\td\r\ne';
    expect(cells(text, { of: text })).toEqual([
      'a\uFFFD[2Jb\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDc\td\r\ne',
      expect.not.stringMatching(/\p{Cc}/u),
    ]);
    expect(cells('\u0000=1+1')).toEqual(['\uFFFD=1+1']);
  });

  it('gives every other text back: one apostrophe at the start is taken away', () => {
    expect(cells("'quoted'", 'plain', "it's", '')).toEqual(["''quoted'", 'plain', "it's", '']);
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+\-@'"\t\r\n,a＝]*$/u));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        const rows = [
          ...toCsv(
            ['a', 'b'],
            texts.map((each) => ({ a: each, b: 'x' })),
          ),
        ].join('');
        const read = readCsv(rows.slice(1)).slice(1);
        expect(read.map(([cell = '']) => back(cell))).toEqual(
          texts.map((each) => each.replace(/(?![\t\n\r])\p{Cc}/gu, '\uFFFD')),
        );
        for (const [cell = ''] of read) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
      }),
    );
  });

  it('leaves what is not known empty, numbers as they are, structures as JSON', () => {
    expect(cells(null, 0.1, true, { 1: 0.2, 3: 0.8 })).toEqual(['', '0.1', 'true', '{"1":0.2,"3":0.8}']);
  });
});
