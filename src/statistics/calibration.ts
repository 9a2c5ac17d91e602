/** A label that a scorer gave, how sure it was (0 to 1), and whether people say the same. */
export interface Prediction {
  readonly confidence: number;
  readonly correct: boolean;
}

/** One tenth of the predictions, by confidence. */
interface CalibrationBin {
  readonly mass: number;
  /** Mean confidence, 0 to 1. */
  readonly confidence: number;
  /** Share correct, 0 to 1. */
  readonly accuracy: number;
}

export interface Calibration {
  /** Expected calibration error, 0 to 1. */
  readonly ece: number;
  readonly bins: readonly CalibrationBin[];
}

const BINS = 10;

interface TieGroup {
  readonly confidence: number;
  readonly members: number[];
}

/** Predictions of one confidence belong together, ascending: none of them comes before another. */
const tieGroups = (predictions: readonly Prediction[]): readonly TieGroup[] => {
  const groups = new Map<number, TieGroup>();
  for (const [at, { confidence }] of predictions.entries()) {
    const group = groups.get(confidence);
    if (group === undefined) groups.set(confidence, { confidence, members: [at] });
    else group.members.push(at);
  }
  return [...groups.values()].sort((one, other) => one.confidence - other.confidence);
};

interface Sums {
  mass: number;
  confidence: number;
  correct: number;
}

/** Fills bin after bin to `capacity`; what does not fit goes on in the next, and the last takes the rest. */
const createBins = (capacity: number) => {
  const bins = Array.from({ length: BINS }, (): Sums => ({ mass: 0, confidence: 0, correct: 0 }));
  let at = 0;
  const pour = (mass: number, confidence: number, accuracy: number): void => {
    let left = mass;
    for (let bin = bins[at]; bin !== undefined && left > 0; bin = bins[at]) {
      const room = at === BINS - 1 ? left : capacity - bin.mass;
      const part = Math.min(left, room);
      bin.mass += part;
      bin.confidence += part * confidence;
      bin.correct += part * accuracy;
      left -= part;
      if (part === room && at < BINS - 1) at += 1;
    }
  };
  return { bins, pour };
};

const summarise = (bins: readonly Sums[], total: number): Calibration => ({
  ece: bins.reduce((sum, { correct, confidence }) => sum + Math.abs(correct - confidence), 0) / total,
  bins: bins.map(({ mass, confidence, correct }) => ({
    mass,
    confidence: confidence / mass,
    accuracy: correct / mass,
  })),
});

/**
 * How far a scorer's confidence is from its accuracy, over ten bins of equal mass by ascending confidence (Nixon et
 * al. 2019, arXiv 1904.01685): Σ mass · |accuracy − confidence| / n. Equal confidences share an edge of two bins in
 * proportion, so the order of the predictions does not matter. `weights`, one a prediction, counts each so often.
 * Returns a function so that a bootstrap sorts once; null without weight.
 */
export const createCalibration = (
  predictions: readonly Prediction[],
): ((weights: ArrayLike<number>) => Calibration | null) => {
  const groups = tieGroups(predictions);
  const hits = predictions.map(({ correct }) => (correct ? 1 : 0));
  return (weights) => {
    const total = predictions.reduce((sum, _, at) => sum + (weights[at] ?? 0), 0);
    if (total === 0) return null;
    const { bins, pour } = createBins(total / BINS);
    for (const { confidence, members } of groups) {
      let mass = 0;
      let correct = 0;
      for (const at of members) {
        const weight = weights[at] ?? 0;
        mass += weight;
        correct += weight * (hits[at] ?? 0);
      }
      pour(mass, confidence, mass === 0 ? 0 : correct / mass);
    }
    return summarise(bins, total);
  };
};
