import type { Series } from '../../src/pictures/picture.ts';

/** Logical pixels; a PNG has twice as many. Chats show a picture about 500 wide: nothing is set smaller than 13. */
export const WIDTH = 640;
export const PADDING = 24;

/** Blue and vermilion of Okabe and Ito's palette, which colour-blind people tell apart; shapes differ too. */
export const COLOURS: Readonly<Record<Series, string>> = { first: '#0072b2', second: '#c44e00' };
/** A card of its own: what lies around it, dark or light, does not matter. */
export const PAPER = '#ffffff';
export const EDGE = '#d0d7de';
export const INK = '#1f2328';
export const FAINT_INK = '#57606a';
export const GRID = '#e6e9ed';

export const FONT = 'Noto Sans SC, system-ui, sans-serif';
export const SIZES = { title: 20, text: 15, small: 13 } as const;
