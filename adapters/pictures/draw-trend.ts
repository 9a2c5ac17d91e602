import type { CustomSeriesRenderItem } from 'echarts';
import type { TrendPicture } from '../../src/pictures/picture.ts';
import type { Drawing } from './drawing.ts';
import { CAP, type Element, frame, heightOf, marker, stroke, topOf, words } from './elements.ts';
import { COLOURS, FAINT_INK, PADDING, WIDTH } from './look.ts';
import { rateAxis } from './rate-axis.ts';

const PLOT = 220;
const LEFT = PADDING + 52;
const RIGHT = WIDTH - PADDING;
/** Three lines under the axis. */
const LABELS = 74;

export const drawTrend = (picture: TrendPicture): Drawing => {
  const { points } = picture;
  const top = topOf(picture) + 6;
  const end = top + PLOT + LABELS;
  const step = (RIGHT - LEFT) / points.length;
  return {
    height: heightOf(picture, end),
    option: {
      animation: false,
      grid: { left: LEFT, right: WIDTH - RIGHT, top, height: PLOT },
      xAxis: { type: 'value', min: 0, max: points.length, show: false },
      yAxis: rateAxis,
      graphic: [
        ...frame(picture, end),
        path(points.map(({ value }, index) => [LEFT + step * (index + 0.5), top + PLOT * (1 - value)])),
        ...points.flatMap((point, index) => under(point, LEFT + step * (index + 0.5), top + PLOT, step - 6)),
      ],
      series: [
        {
          type: 'custom',
          silent: true,
          clip: false,
          renderItem: drawPoint,
          data: points.map(({ value, ci95: [low, high] }, index) => [index + 0.5, value, low, high]),
        },
      ],
    },
  };
};

type Point = TrendPicture['points'][number];

/** From point to point, behind them. */
const path = (points: number[][]): Element => ({
  type: 'polyline',
  z: 1,
  silent: true,
  shape: { points },
  style: { stroke: COLOURS.first, lineWidth: 1.5, opacity: 0.5 },
});

const under = ({ text, label, note }: Point, x: number, from: number, width: number): readonly Element[] => {
  const small = { x, size: 'small', align: 'center', width } as const;
  return [
    words({ ...small, text, y: from + 20, strong: true }),
    words({ ...small, text: label, y: from + 40 }),
    words({ ...small, text: note, y: from + 59, colour: FAINT_INK }),
  ];
};

const drawPoint: CustomSeriesRenderItem = (_params, api) => {
  const at = (dimension: number): readonly number[] => api.coord([api.value(0), api.value(dimension)]);
  const [x = 0, value = 0] = at(1);
  const [, low = 0] = at(2);
  const [, high = 0] = at(3);
  return {
    type: 'group',
    children: [
      stroke('first', [x, low], [x, high], 2.5),
      stroke('first', [x - CAP, low], [x + CAP, low], 2),
      stroke('first', [x - CAP, high], [x + CAP, high], 2),
      marker('first', x, value),
    ],
  };
};
