import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import type { Picture } from '../../src/pictures/picture.ts';
import { drawSvg } from './draw-svg.ts';
import { coverageOf, withBoxes } from './glyphs.ts';

/** The family that the font files name. */
const FAMILY = 'Noto Sans SC Thin';
const REGULAR = 'noto-sans-sc-regular.ttf';
const FILES = [REGULAR, 'noto-sans-sc-semibold.ttf', 'noto-sans-sc-box.ttf'];
const ZOOM = 2;

/** A picture as PNG with the fonts of a folder and no others. Blocks its thread. */
export const drawPng = (picture: Picture, fonts: string): Uint8Array => {
  const fontFiles = FILES.map((file) => join(fonts, file));
  const isCovered = coverageOf(readFileSync(join(fonts, REGULAR)));
  const drawable = mapTexts(picture, (text) => withBoxes(text, isCovered));
  return new Resvg(drawSvg(drawable), {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
    fitTo: { mode: 'zoom', value: ZOOM },
  })
    .render()
    .asPng();
};

/** A structure of the same form with every text changed. */
const mapTexts = <Value>(value: Value, change: (text: string) => string): Value => {
  if (typeof value === 'string') return change(value) as Value;
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)]),
  ) as Value;
};
