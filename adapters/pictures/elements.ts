import type { GraphicComponentOption } from 'echarts';
import type { Picture, Series } from '../../src/pictures/picture.ts';
import { COLOURS, EDGE, FAINT_INK, FONT, INK, PADDING, PAPER, SIZES, WIDTH } from './look.ts';

/** A shape at its place in pixels. */
export type Element = GraphicComponentOption;

interface Words {
  readonly text: string;
  readonly x: number;
  /** The middle of the line. */
  readonly y: number;
  readonly size?: keyof typeof SIZES;
  readonly align?: 'left' | 'center' | 'right';
  readonly colour?: string;
  readonly strong?: boolean;
  /** Cut with an ellipsis beyond it. */
  readonly width?: number;
  /** Hides the lines behind it. */
  readonly paper?: boolean;
}

export const words = ({
  text,
  x,
  y,
  size = 'text',
  align = 'left',
  colour = INK,
  strong,
  width,
  paper,
}: Words) => ({
  type: 'text' as const,
  x,
  y,
  silent: true,
  ...(paper === true ? { z: 5 } : {}),
  style: {
    text,
    align,
    verticalAlign: 'middle' as const,
    fill: colour,
    fontFamily: FONT,
    fontSize: SIZES[size],
    fontWeight: strong === true ? 600 : 400,
    ...(paper === true ? { backgroundColor: PAPER, padding: [0, 4] } : {}),
    ...(width === undefined ? {} : { width, overflow: 'truncate' as const, ellipsis: '…' }),
  },
});

export const line = (x1: number, x2: number, y: number, colour: string): Element => ({
  type: 'line',
  silent: true,
  shape: { x1, y1: y, x2, y2: y },
  style: { stroke: colour, lineWidth: 1 },
});

/** A series' own shape: a disc, or a diamond that is as heavy. */
export const marker = (series: Series, x: number, y: number) => {
  const style = { fill: COLOURS[series] };
  if (series === 'first') return { type: 'circle' as const, shape: { cx: x, cy: y, r: 5.5 }, style };
  const points = [
    [x - 7, y],
    [x, y - 7],
    [x + 7, y],
    [x, y + 7],
  ];
  return { type: 'polygon' as const, shape: { points }, style };
};

/** Half the length of the strokes that end an interval: longer than a marker, so that a narrow interval is seen too. */
export const CAP = 8;

/** A line of an interval or its end. */
export const stroke = (series: Series, [x1, y1]: Point, [x2, y2]: Point, lineWidth: number) => ({
  type: 'line' as const,
  shape: { x1, y1, x2, y2 },
  style: { stroke: COLOURS[series], lineWidth },
});
type Point = readonly [number, number];

const TITLE_Y = 34;
const SUBTITLE_Y = 60;
const LEGEND_Y = 88;
const NOTE_HEIGHT = 20;

/** Where the drawing may begin, below title and legend. */
export const topOf = ({ legend }: Picture): number => (legend.length > 0 ? LEGEND_Y : SUBTITLE_Y) + 24;

/** The whole height, given where the drawing ends. */
export const heightOf = ({ notes }: Picture, end: number): number =>
  end + 16 + NOTE_HEIGHT * notes.length + 16;

/** What frames every drawing: the card, title, legend and small print. */
export const frame = (picture: Picture, end: number): readonly Element[] => {
  const width = WIDTH - 2 * PADDING;
  const { title, subtitle, notes } = picture;
  return [
    {
      type: 'rect',
      z: -10,
      silent: true,
      shape: { x: 0.5, y: 0.5, width: WIDTH - 1, height: heightOf(picture, end) - 1, r: 12 },
      style: { fill: PAPER, stroke: EDGE, lineWidth: 1 },
    },
    words({ text: title, x: PADDING, y: TITLE_Y, size: 'title', strong: true, width }),
    words({ text: subtitle, x: PADDING, y: SUBTITLE_Y, size: 'small', colour: FAINT_INK, width }),
    ...legendOf(picture),
    ...notes.map((text, index) =>
      words({
        text,
        x: PADDING,
        y: end + 16 + NOTE_HEIGHT * (index + 0.5),
        size: 'small',
        colour: FAINT_INK,
        width,
      }),
    ),
  ];
};

const legendOf = ({ legend }: Picture): readonly Element[] => {
  const width = (WIDTH - 2 * PADDING) / 2;
  return legend.flatMap(({ series, name }, index) => {
    const x = PADDING + index * width;
    return [
      marker(series, x + 8, LEGEND_Y),
      words({
        text: name,
        x: x + 22,
        y: LEGEND_Y,
        size: 'small',
        colour: COLOURS[series],
        width: width - 30,
      }),
    ];
  });
};
