import { createRequire } from 'node:module';
import type * as Echarts from 'echarts';
import type { Picture } from '../../src/pictures/picture.ts';
import { drawIntervals } from './draw-intervals.ts';
import { drawTrend } from './draw-trend.ts';
import { WIDTH } from './look.ts';
import { plainSvg } from './plain-svg.ts';

// its one bundled file loads five times as fast as the hundreds that `import` would read
const echarts = createRequire(import.meta.url)('echarts') as typeof Echarts;

/** A picture as an SVG document. Blocks its thread. */
export const drawSvg = (picture: Picture): string => {
  const { option, height } = picture.kind === 'intervals' ? drawIntervals(picture) : drawTrend(picture);
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption(option);
    return plainSvg(chart.renderToSVGString(), picture.alt);
  } finally {
    chart.dispose();
  }
};
