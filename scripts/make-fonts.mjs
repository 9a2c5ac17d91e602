// Makes the fonts of data/fonts/ from @fontsource/noto-sans-sc (`npm run fonts`): run it when a test says that a
// character of our texts has no glyph. Regular also holds the 3,755 most common characters (GB 2312, level 1), so that
// the names which teams give their models can be read.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const source = fileURLToPath(new URL('files', import.meta.resolve('@fontsource/noto-sans-sc/package.json')));

const charactersOf = (files) => files.map((file) => readFileSync(file, 'utf8')).join('');
/** What is set in bold: titles, and the names of rows. */
const strong = charactersOf(['src/texts/pictures.ts', 'src/texts/scorecard.ts', 'src/flames/dimension.ts']);
const own = charactersOf(
  readdirSync('src/texts')
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('src/texts', name)),
);
/** Letters, digits and signs; the last one ends what was cut. */
const ascii = `${Array.from({ length: 95 }, (_, at) => String.fromCodePoint(32 + at)).join('')}…`;

const gb2312 = new TextDecoder('gb2312');
const common = Array.from({ length: 40 * 94 }, (_, at) =>
  gb2312.decode(Uint8Array.of(0xb0 + Math.floor(at / 94), 0xa1 + (at % 94))),
)
  .filter((character) => /^\p{Script=Han}$/u.test(character))
  .join('');

/** Slice 88 of the family holds the box that stands for characters without a glyph. */
const fonts = [
  {
    file: 'noto-sans-sc-regular.ttf',
    from: 'chinese-simplified-400',
    characters: ascii + own + strong + common,
  },
  { file: 'noto-sans-sc-semibold.ttf', from: 'chinese-simplified-600', characters: ascii + strong },
  { file: 'noto-sans-sc-box.ttf', from: '88-400', characters: '□' },
];

for (const { file, from, characters } of fonts) {
  const whole = readFileSync(join(source, `noto-sans-sc-${from}-normal.woff2`));
  const subset = await subsetFont(whole, characters, {
    targetFormat: 'sfnt',
    keepFeatures: [],
    noHinting: true,
    // family and style: without them a semibold is a family of its own
    preserveNameIds: [16, 17],
  });
  writeFileSync(join('data/fonts', file), subset);
  const hash = createHash('sha256').update(subset).digest('hex');
  process.stdout.write(`${file} ${subset.length} bytes, sha256 ${hash}\n`);
}
