import { bootstrapInterval } from '../../statistics/bootstrap.ts';
import { createCalibration, type Prediction } from '../../statistics/calibration.ts';
import type { Judged } from '../../statistics/classification.ts';
import type { Estimate } from '../../statistics/interval.ts';

const predictionOf = ({ truth, predicted, probabilities }: Judged): readonly Prediction[] =>
  probabilities === undefined ? [] : [{ confidence: probabilities[predicted], correct: truth === predicted }];

/**
 * Expected calibration error over ten bins of equal mass, 0 to 1, also of few responses (then biased upwards), with an
 * interval from a bootstrap over prompts. Null without responses, or when one has no probabilities.
 */
export const estimateCalibrationError = (judged: readonly Judged[]): Estimate | null => {
  const predictions = judged.flatMap(predictionOf);
  if (predictions.length < judged.length) return null;
  const calibrate = createCalibration(predictions);
  const prompts = [...new Set(judged.map(({ prompt }) => prompt))];
  const placeOf = new Map(prompts.map((prompt, at) => [prompt, at]));
  const places = judged.map(({ prompt }) => placeOf.get(prompt) ?? -1);
  const estimate = calibrate(places.map(() => 1))?.ece;
  const interval = bootstrapInterval(
    prompts.length,
    (timesDrawn) => calibrate(places.map((place) => timesDrawn[place] ?? 0))?.ece ?? null,
  );
  return estimate === undefined || interval === null ? null : { estimate, interval };
};
