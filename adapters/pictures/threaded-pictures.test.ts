import { describe, expect, it } from 'vitest';
import type { Picture } from '../../src/pictures/picture.ts';
import { aScorecardPicture } from '../../test/support/a-picture.ts';
import { createThreadedPictures } from './threaded-pictures.ts';

const pictures = createThreadedPictures('data/fonts');

describe('pictures drawn in a thread', () => {
  it('a PNG is twice as large as the picture', async () => {
    const png = Buffer.from(await pictures.png(aScorecardPicture('zh-CN')));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1280);
  });

  it('what cannot be drawn is refused with a sentence, and the next picture is drawn', async () => {
    const broken = { ...aScorecardPicture('en'), rows: null } as unknown as Picture;
    await expect(pictures.svg(broken)).rejects.toMatchObject({ code: 'picture-not-drawn' });
    await expect(pictures.svg(aScorecardPicture('en'))).resolves.toContain('<svg');
  });
});
