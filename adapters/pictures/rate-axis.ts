import { FAINT_INK, FONT, GRID, SIZES } from './look.ts';

/** From 0 to 100 %, whatever the rates: nobody is misled by an axis that begins elsewhere. */
export const rateAxis = {
  type: 'value' as const,
  min: 0,
  max: 1,
  interval: 0.25,
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: {
    formatter: (value: number) => `${value * 100} %`,
    color: FAINT_INK,
    fontFamily: FONT,
    fontSize: SIZES.small,
  },
  splitLine: { lineStyle: { color: GRID } },
};
