import { describe, expect, it } from 'vitest';
import type { Picture } from '../../src/pictures/picture.ts';
import { aCorrectedPicture, aScorecardPicture, aTrendPicture } from '../../test/support/a-picture.ts';
import { createThreadedPictures } from './threaded-pictures.ts';

const pictures = createThreadedPictures('data/fonts');

describe('pictures drawn in a thread', () => {
  it.each([aCorrectedPicture('en'), aTrendPicture('en')])(
    'an SVG stands in any page: no script, style sheet, class, id or address, and words for a screen reader',
    async (picture) => {
      const hostile: Picture = {
        ...picture,
        title: '<script>alert(1)</script> class="x" & "quotes"',
        alt: '"><script>alert(2)</script>',
      };
      const svg = await pictures.svg(hostile);
      expect(svg).not.toMatch(/<(?!\/?(?:svg|rect|path|text|circle|polygon|polyline|g)\b)/);
      expect(svg).not.toMatch(/<[^>]* (?:class|id|style|href|on\w+|ecmeta_\w+)=/);
      expect(svg).not.toMatch(/url\(|https?:(?!\/\/www\.w3\.org\/2000\/svg")/);
      expect(svg).toContain('role="img" aria-label="&quot;&gt;&lt;script&gt;alert(2)&lt;/script&gt;"');
      expect(svg).toContain(
        '&lt;script&gt;alert(1)&lt;/script&gt; class=&quot;x&quot; &amp; &quot;quotes&quot;',
      );
    },
  );

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
