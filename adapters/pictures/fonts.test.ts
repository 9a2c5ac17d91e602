import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { coverageOf, withBoxes } from './glyphs.ts';

const FONTS = 'data/fonts';
const isCovered = coverageOf(readFileSync(join(FONTS, 'noto-sans-sc-regular.ttf')));

/** The sentences that `src/pictures/` draws from. */
const DRAWN = ['pictures', 'scorecard', 'leaderboard', 'digest', 'format'].map(
  (name) => `src/texts/${name}.ts`,
);

it('every character of what is said on pictures can be drawn (else: npm run fonts)', () => {
  const texts = [...DRAWN, 'src/flames/dimension.ts'].map((file) => readFileSync(file, 'utf8'));
  const han = [...new Set(texts.join(''))].filter((character) => /[\p{Script=Han}!-~]/u.test(character));
  expect(han.length).toBeGreaterThan(200);
  expect(han.filter((character) => !isCovered(character.codePointAt(0) ?? 0))).toEqual([]);
});

it('a sign that the fonts lack is one box, however many code points it has', () => {
  expect(withBoxes('通义千问 龘-7b 👩‍👩‍👧 x\u0301', isCovered)).toBe('通义千问 □-7b □ □');
});

it('the fonts are those whose checksums data/README.md names', () => {
  const readme = readFileSync('data/README.md', 'utf8');
  for (const name of readdirSync(FONTS).filter((each) => each.endsWith('.ttf'))) {
    const hash = createHash('sha256')
      .update(readFileSync(join(FONTS, name)))
      .digest('hex');
    expect(readme).toContain(`${hash}  ${name}`);
  }
});
