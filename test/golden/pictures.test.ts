import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawPng } from '../../adapters/pictures/draw-png.ts';
import { digestPictures } from '../../src/pictures/digest-pictures.ts';
import type { Mark, Picture } from '../../src/pictures/picture.ts';
import { aDigest } from '../support/a-digest.ts';
import {
  aCorrectedPicture,
  aLeaderboardPicture,
  aScorecardPicture,
  aTrendPicture,
} from '../support/a-picture.ts';
import { differingPixels, pixelsOf } from '../support/pixels.ts';

/** Looked at by people. After a change that is meant: FLAMES_GOLDEN=write npx vitest run test/golden, and look again. */
const GOLDEN: Readonly<Record<string, () => Picture>> = {
  'scorecard-en': () => aScorecardPicture('en'),
  'digest-zh': () => digestPictures(aDigest(), 'zh-CN')[0] as Picture,
  'trend-en': () => aTrendPicture('en'),
  'leaderboard-en': () => aLeaderboardPicture('en'),
  'leaderboard-zh': () => aLeaderboardPicture('zh-CN'),
  'scorecard-corrected-zh': () => aCorrectedPicture('zh-CN'),
};

const draw = (picture: Picture): Uint8Array => drawPng(picture, 'data/fonts');
const golden = (name: string): string => join('test/golden', `${name}.png`);

describe('pictures look as they did when people looked at them', () => {
  it.each(Object.keys(GOLDEN))('%s', (name) => {
    const drawn = draw(GOLDEN[name]?.() as Picture);
    if (process.env['FLAMES_GOLDEN'] === 'write') writeFileSync(golden(name), drawn);
    expect(existsSync(golden(name))).toBe(true);
    expect(differingPixels(pixelsOf(drawn), pixelsOf(readFileSync(golden(name))))).toBe(0);
  });

  it('a mark that stands half a point too low is seen, though every figure is right', () => {
    const picture = aScorecardPicture('en');
    const lowered = (mark: Mark): Mark => ({ ...mark, value: mark.value - 0.005 });
    const wrong = picture.rows.map((row, at) => (at === 1 ? { ...row, marks: row.marks.map(lowered) } : row));
    const drawn = pixelsOf(draw({ ...picture, rows: wrong }));
    expect(differingPixels(drawn, pixelsOf(readFileSync(golden('scorecard-en'))))).toBeGreaterThan(50);
  });
});
