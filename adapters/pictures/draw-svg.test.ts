import { expect, it } from 'vitest';
import type { Picture } from '../../src/pictures/picture.ts';
import { aCorrectedPicture, aTrendPicture } from '../../test/support/a-picture.ts';
import { drawSvg } from './draw-svg.ts';

it.each([aCorrectedPicture('en'), aTrendPicture('en')])(
  'an SVG stands in any page: no script, style sheet, class, id or address, and words for a screen reader',
  (picture) => {
    const hostile: Picture = {
      ...picture,
      title: '<script>alert(1)</script> class="x" & "quotes"',
      alt: '"><script>alert(2)</script>',
    };
    const svg = drawSvg(hostile);
    expect(svg).not.toMatch(/<(?!\/?(?:svg|rect|path|text|circle|polygon|polyline|g)\b)/);
    expect(svg).not.toMatch(/<[^>]* (?:class|id|style|href|on\w+|ecmeta_\w+)=/);
    expect(svg).not.toMatch(/url\(|https?:(?!\/\/www\.w3\.org\/2000\/svg")/);
    expect(svg).toContain('role="img" aria-label="&quot;&gt;&lt;script&gt;alert(2)&lt;/script&gt;"');
    expect(svg).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt; class=&quot;x&quot; &amp; &quot;quotes&quot;',
    );
  },
);
