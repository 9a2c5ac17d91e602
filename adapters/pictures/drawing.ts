import type { EChartsOption } from 'echarts';

/** A drawing: what the chart library takes, and how high it is. */
export interface Drawing {
  readonly option: EChartsOption;
  readonly height: number;
}
