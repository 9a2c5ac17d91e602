import { Resvg } from '@resvg/resvg-js';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity of each pixel, 0 to 255. */
  readonly rgba: Uint8Array;
}

/** The pixels of a PNG file. */
export const pixelsOf = (png: Uint8Array): Pixels => {
  const view = Buffer.from(png);
  const [width, height] = [view.readUInt32BE(16), view.readUInt32BE(20)];
  const href = `data:image/png;base64,${view.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${href}"/></svg>`;
  return { width, height, rgba: new Resvg(svg).render().pixels };
};

/** How much two pixels may differ: the edges of letters are rounded differently by different processors. */
const TOLERANCE = 48;

/** How many pixels of two pictures differ by more than that; all of them where the sizes differ. */
export const differingPixels = (a: Pixels, b: Pixels): number => {
  if (a.width !== b.width || a.height !== b.height) return Math.max(a.width * a.height, b.width * b.height);
  let differing = 0;
  for (let at = 0; at < a.rgba.length; at += 4) {
    const differs = [0, 1, 2, 3].some(
      (channel) => Math.abs((a.rgba[at + channel] ?? 0) - (b.rgba[at + channel] ?? 0)) > TOLERANCE,
    );
    if (differs) differing += 1;
  }
  return differing;
};
