/** Which characters a font has: a code point's membership. */
export type Coverage = (codePoint: number) => boolean;

const TABLES = 12;
const TABLE_ENTRY = 16;
const WINDOWS_UNICODE = 0x0003_0001;

const tableAt = (font: Buffer, name: string): number => {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const at = TABLES + TABLE_ENTRY * index;
    if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8);
  }
  throw new Error(`The font has no table "${name}".`);
};

/** The Unicode part of `cmap`, in format 4: segments of characters (OpenType 1.9, "cmap"). */
const segmentsAt = (font: Buffer): number => {
  const cmap = tableAt(font, 'cmap');
  const count = font.readUInt16BE(cmap + 2);
  for (let at = cmap + 4; at < cmap + 4 + 8 * count; at += 8) {
    const table = cmap + font.readUInt32BE(at + 4);
    if (font.readUInt32BE(at) === WINDOWS_UNICODE && font.readUInt16BE(table) === 4) return table;
  }
  throw new Error('The font has no character table of format 4.');
};

/** The characters of one of our fonts. */
export const coverageOf = (font: Buffer): Coverage => {
  const table = segmentsAt(font);
  const segments = font.readUInt16BE(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * segments + 2;
  const covered = new Set<number>();
  for (let index = 0; index < segments; index += 1) {
    const end = font.readUInt16BE(ends + 2 * index);
    for (let code = font.readUInt16BE(starts + 2 * index); code <= end; code += 1) covered.add(code);
  }
  return (codePoint) => covered.has(codePoint);
};

const BOX = '□';
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The text with a box for every sign that the fonts cannot draw. */
export const withBoxes = (text: string, isCovered: Coverage): string =>
  Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) =>
    Array.from(segment).every((character) => isCovered(character.codePointAt(0) ?? 0)) ? segment : BOX,
  ).join('');
