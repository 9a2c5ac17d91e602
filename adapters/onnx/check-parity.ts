import type { LabelProbabilities } from '../../src/flames/label.ts';
import type { Verdict } from '../../src/ports/scorer.ts';
import { createOnnxScorer, type OnnxSettings } from './onnx-scorer.ts';
import { readPackage, readParity } from './read-package.ts';

/** Whether a package gives on this machine the probabilities that it was written with. */
export interface Parity {
  readonly kind: 'same' | 'different';
  readonly fixtures: number;
  /** The largest difference of a probability, 0 to 1; 1 when a fixture was not scored. */
  readonly largestDifference: number;
  readonly tolerance: number;
}

const difference = (expected: LabelProbabilities, verdict: Verdict | undefined): number => {
  if (verdict?.kind !== 'label' || verdict.probabilities === undefined) return 1;
  const { probabilities } = verdict;
  return Math.max(...([1, 2, 3] as const).map((label) => Math.abs(probabilities[label] - expected[label])));
};

/**
 * Scores a package's parity fixtures in a worker thread as a run would. UserErrors as of `createOnnxScorer`; rejects when
 * the model cannot be loaded.
 */
export const checkParity = async (folder: string, settings?: OnnxSettings): Promise<Parity> => {
  const { name, parity } = await readPackage(folder);
  const fixtures = await readParity(folder, parity);
  const scorer = await createOnnxScorer(name, folder, settings);
  try {
    const verdicts = await scorer.score(fixtures, new AbortController().signal);
    const largestDifference = Math.max(
      ...fixtures.map(({ probabilities }, at) => difference(probabilities, verdicts[at])),
    );
    const kind = largestDifference <= parity.tolerance ? 'same' : 'different';
    return { kind, fixtures: fixtures.length, largestDifference, tolerance: parity.tolerance };
  } finally {
    await scorer.close();
  }
};
