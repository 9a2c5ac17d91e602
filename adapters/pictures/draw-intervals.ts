import type { CustomSeriesRenderItem } from 'echarts';
import type { IntervalPicture, IntervalRow, Mark } from '../../src/pictures/picture.ts';
import type { Drawing } from './drawing.ts';
import { CAP, type Element, frame, heightOf, line, marker, stroke, topOf, words } from './elements.ts';
import { COLOURS, EDGE, FAINT_INK, GRID, INK, PADDING, SIZES, WIDTH } from './look.ts';
import { rateAxis } from './rate-axis.ts';
import { widthOf } from './text-width.ts';

const HEAD = 26;
const ROW = 36;
const MARK = 22;
const AXIS = 30;
const TEXT_COLUMN = 66;
const COUNT_COLUMN = 50;
const LABELS = { least: 80, most: 200 };

/** A row with the pixels that it takes. */
interface Placed {
  readonly row: IntervalRow;
  readonly top: number;
  readonly height: number;
}

export const drawIntervals = (picture: IntervalPicture): Drawing => {
  const top = topOf(picture) + HEAD;
  const placed = place(picture.rows, top);
  const end = placed.reduce((sum, { height }) => sum + height, top);
  const labels = labelWidth(picture);
  const left = PADDING + labels + 16;
  const right = WIDTH - PADDING - TEXT_COLUMN - COUNT_COLUMN - 12;
  return {
    height: heightOf(picture, end + AXIS),
    option: {
      animation: false,
      grid: { left, right: WIDTH - right, top, height: end - top },
      xAxis: rateAxis,
      yAxis: { type: 'value', min: 0, max: end - top, inverse: true, show: false },
      graphic: [
        ...frame(picture, end + AXIS),
        ...heads(picture, top - HEAD / 2, right),
        ...placed.flatMap((each) => rowElements(each, labels, left, right)),
      ],
      series: [
        {
          type: 'custom',
          silent: true,
          clip: false,
          renderItem: drawMark,
          data: placed.flatMap((each) => markPoints(each, top)),
        },
      ],
    },
  };
};

const place = (rows: readonly IntervalRow[], top: number): readonly Placed[] => {
  let next = top;
  return rows.map((row) => {
    const height = Math.max(ROW, MARK * row.marks.length + 10);
    next += height;
    return { row, top: next - height, height };
  });
};

const labelWidth = ({ rows }: IntervalPicture): number =>
  Math.min(LABELS.most, Math.max(LABELS.least, ...rows.map(({ label }) => widthOf(label, SIZES.text))));

const heads = ({ columns }: IntervalPicture, y: number, right: number): readonly Element[] => {
  const head = { y, size: 'small', colour: FAINT_INK } as const;
  return [
    words({ ...head, text: columns.label, x: PADDING }),
    words({ ...head, text: columns.text, x: right + 12 + TEXT_COLUMN, align: 'right' }),
    words({ ...head, text: columns.count, x: WIDTH - PADDING, align: 'right' }),
  ];
};

const rowElements = (
  { row, top, height }: Placed,
  labels: number,
  left: number,
  right: number,
): readonly Element[] => {
  const y = top + height / 2;
  return [
    line(PADDING, WIDTH - PADDING, top, row.total ? EDGE : GRID),
    words({ text: row.label, x: PADDING, y, strong: row.total, width: labels + 4 }),
    ...(row.marks.length === 0
      ? [
          words({
            text: row.missing,
            x: left + 8,
            y,
            size: 'small',
            colour: FAINT_INK,
            paper: true,
          }),
        ]
      : row.marks.flatMap((mark, index) => figures(mark, markY(row, top, height, index), row, right))),
  ];
};

const figures = (
  { series, text, count }: Mark,
  y: number,
  row: IntervalRow,
  right: number,
): readonly Element[] => [
  words({
    text,
    x: right + 12 + TEXT_COLUMN,
    y,
    align: 'right',
    strong: row.total,
    colour: row.marks.length > 1 ? COLOURS[series] : INK,
  }),
  words({ text: count, x: WIDTH - PADDING, y, align: 'right', size: 'small', colour: FAINT_INK }),
];

const markY = ({ marks }: IntervalRow, top: number, height: number, index: number): number =>
  top + height / 2 + (index - (marks.length - 1) / 2) * MARK;

/** What `drawMark` reads: low, value, high, the line's y, and the series. */
const markPoints = ({ row, top, height }: Placed, from: number): readonly (readonly number[])[] =>
  row.marks.map(({ series, value, ci95: [low, high] }, index) => [
    ...[low, value, high],
    markY(row, top, height, index) - from,
    series === 'first' ? 0 : 1,
  ]);

const drawMark: CustomSeriesRenderItem = (_params, api) => {
  const at = (index: number): readonly number[] => api.coord([api.value(index), api.value(3)]);
  const [low = 0, y = 0] = at(0);
  const [value = 0] = at(1);
  const [high = 0] = at(2);
  const series = api.value(4) === 0 ? 'first' : 'second';
  return {
    type: 'group',
    children: [
      stroke(series, [low, y], [high, y], 2.5),
      stroke(series, [low, y - CAP], [low, y + CAP], 2),
      stroke(series, [high, y - CAP], [high, y + CAP], 2),
      marker(series, value, y),
    ],
  };
};
