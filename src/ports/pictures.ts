import type { Picture } from '../pictures/picture.ts';

/** Draws pictures, off the main thread. Rejects when it cannot: a picture is never worth more than what it shows. */
export interface Pictures {
  /** An SVG document with `role="img"` and the alt text; its text stays text, without scripts, styles or addresses. */
  svg(picture: Picture): Promise<string>;
  /** A PNG at twice the size, with the bundled font, the same bytes on every machine. */
  png(picture: Picture): Promise<Uint8Array>;
}
