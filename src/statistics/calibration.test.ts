import { describe, expect, it } from 'vitest';
import { createCalibration, type Prediction } from './calibration.ts';

const ones = (length: number): number[] => new Array<number>(length).fill(1);
const repeated = (count: number, confidence: number, correct: boolean): Prediction[] =>
  Array.from({ length: count }, () => ({ confidence, correct }));

describe('calibration', () => {
  it('is the gap where all predictions are equally sure, in whatever order they come', () => {
    const predictions = [...repeated(40, 0.7, false), ...repeated(60, 0.7, true)];
    expect(createCalibration(predictions)(ones(100))?.ece).toBeCloseTo(0.1, 12);
    expect(createCalibration(predictions.toReversed())(ones(100))?.ece).toBeCloseTo(0.1, 12);
  });

  it('does not let one bin make up for another', () => {
    // Half at .5 and always right (gap .5), half at .9 and never right (gap .9): the mean gap is .7, not .2.
    const predictions = [...repeated(50, 0.5, true), ...repeated(50, 0.9, false)];
    expect(createCalibration(predictions)(ones(100))?.ece).toBeCloseTo(0.7, 12);
  });

  it('fills ten bins of equal mass, splitting what lies on an edge', () => {
    // 15 predictions, 1.5 a bin: .01 .02 | .02 .03 | …; bin 1 is (.01 + ½·.02)/1.5, bin 10 (½·.14 + .15)/1.5.
    const predictions = Array.from({ length: 15 }, (_, at) => ({
      confidence: (at + 1) / 100,
      correct: at < 2,
    }));
    const bins = createCalibration(predictions)(ones(15))?.bins ?? [];
    expect(bins).toHaveLength(10);
    for (const bin of bins) expect(bin.mass).toBeCloseTo(1.5, 12);
    expect(bins[0]?.confidence).toBeCloseTo(0.02 / 1.5, 12);
    expect(bins[0]?.accuracy).toBeCloseTo(1, 12);
    expect(bins[1]?.confidence).toBeCloseTo(0.04 / 1.5, 12);
    expect(bins[1]?.accuracy).toBeCloseTo(0.5 / 1.5, 12);
    expect(bins[9]?.confidence).toBeCloseTo((0.07 + 0.15) / 1.5, 12);
  });

  it('counts a prediction as often as its weight says', () => {
    const few = [...repeated(1, 0.2, true), ...repeated(1, 0.6, false), ...repeated(1, 0.9, true)];
    const many = [...repeated(7, 0.2, true), ...repeated(5, 0.9, true)];
    expect(createCalibration(few)([7, 0, 5])?.ece).toBeCloseTo(
      createCalibration(many)(ones(12))?.ece ?? 0,
      12,
    );
  });

  it('is unknown without predictions', () => {
    expect(createCalibration([])([])).toBeNull();
    expect(createCalibration(repeated(3, 0.5, true))([0, 0, 0])).toBeNull();
  });
});
