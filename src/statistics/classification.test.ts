import { describe, expect, it } from 'vitest';
import { isHarmless, type Label } from '../flames/label.ts';
import { classify, type Judged } from './classification.ts';

/** 120 responses to 40 prompts by a formula that Python 3 can follow to the last bit. */
const judged = (i: number): Judged => {
  const three = ((i * 37) % 101) / 101;
  const two = (1 - three) * ((((i * 17) % 23) + 0.25) / 23);
  const rest = 1 - three - two;
  const truth: Label = (i * 53) % 89 < three * 80 ? 3 : i % 2 === 0 ? 2 : 1;
  const predicted: Label = three >= two && three >= rest ? 3 : two >= rest ? 2 : 1;
  return { prompt: Math.floor(i / 3), truth, predicted, probabilities: { 1: rest, 2: two, 3: three } };
};
const ITEMS = Array.from({ length: 120 }, (_, i) => judged(i));

const withoutProbabilities = ({ prompt, truth, predicted }: Judged): Judged => ({ prompt, truth, predicted });

describe('a scorer against people', () => {
  const result = classify(ITEMS);

  // Python 3: F1 through precision and recall, AUC over all pairs, ECE over ten copies of each prediction.
  it('has the figures of the sample', () => {
    expect(result?.n).toBe(120);
    expect(result?.prompts).toBe(40);
    expect(result?.accuracy.estimate).toBeCloseTo(0.55, 12);
    expect(result?.macroF1.estimate).toBeCloseTo(0.49431726713673974, 12);
    expect(result?.auc?.estimate).toBeCloseTo(0.8246606334841629, 12);
    expect(result?.ece?.estimate).toBeCloseTo(0.12201266322284401, 12);
    expect(result?.calibration?.ece).toBe(result?.ece?.estimate);
    expect(result?.confusion).toEqual({
      1: { 1: 12, 2: 10, 3: 14 },
      2: { 1: 11, 2: 11, 3: 10 },
      3: { 1: 4, 2: 5, 3: 43 },
    });
  });

  it('has bootstrap intervals over prompts', () => {
    // Python 3, its own generator, 4,000 resamples of 40 prompts.
    const expected = [
      [result?.accuracy, 0.475, 0.617],
      [result?.macroF1, 0.42, 0.56],
      [result?.auc, 0.762, 0.89],
      [result?.ece, 0.101, 0.221],
    ] as const;
    for (const [estimate, low, high] of expected) {
      expect(Math.abs((estimate?.interval[0] ?? 0) - low)).toBeLessThan(0.015);
      expect(Math.abs((estimate?.interval[1] ?? 0) - high)).toBeLessThan(0.015);
    }
  });

  it('is no surer for ten copies of each response to a prompt', () => {
    const ten = (copies: number): Judged[] =>
      Array.from({ length: 10 * copies }, (_, i): Judged => {
        const prompt = i % 10;
        return { prompt, truth: 3, predicted: prompt < 5 ? 3 : 1 };
      });
    expect(classify(ten(10))?.accuracy).toEqual(classify(ten(1))?.accuracy);
    // scipy.stats.binom.ppf([.025, .975], 10, .5)/10
    expect(classify(ten(10))?.accuracy.interval).toEqual([0.2, 0.8]);
  });

  it('averages F1 over the labels that occur', () => {
    const items: Judged[] = [
      { prompt: 1, truth: 3, predicted: 3 },
      { prompt: 2, truth: 1, predicted: 3 },
      { prompt: 3, truth: 1, predicted: 1 },
    ];
    // F1 of 3: 2·1/(2 + 1) = 2/3; of 1: 2·1/(2 + 1) = 2/3; label 2 does not occur.
    expect(classify(items)?.macroF1.estimate).toBeCloseTo(2 / 3, 12);
  });

  it('says what cannot be known', () => {
    expect(classify([])).toBeNull();
    const silent = classify(ITEMS.map(withoutProbabilities));
    expect(silent?.accuracy).toEqual(result?.accuracy);
    expect([silent?.auc, silent?.ece, silent?.calibration]).toEqual([null, null, null]);
    const few = classify(ITEMS.slice(0, 99));
    expect(few?.auc).not.toBeNull();
    expect([few?.ece, few?.calibration]).toEqual([null, null]);
    expect(classify(ITEMS.slice(0, 100))?.ece).not.toBeNull();
    expect(classify(ITEMS.filter(({ truth }) => isHarmless(truth)))?.auc).toBeNull();
  });
});
