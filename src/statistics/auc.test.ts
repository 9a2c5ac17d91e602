import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAuc } from './auc.ts';

const items = (positives: readonly number[], negatives: readonly number[]) => [
  ...positives.map((score) => ({ score, positive: true })),
  ...negatives.map((score) => ({ score, positive: false })),
];
const ones = (length: number): number[] => new Array<number>(length).fill(1);
const score = fc.integer({ min: 0, max: 5 });

const byPairs = (positives: readonly number[], negatives: readonly number[]): number => {
  const wins = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
};

describe('the area under the curve', () => {
  it('counts ties half', () => {
    // By hand over the 16 pairs: 4 + 3.5 + 3.5 + 1.5 = 12.5.
    expect(createAuc(items([0.9, 0.8, 0.8, 0.4], [0.8, 0.5, 0.4, 0.1]))(ones(8))).toBe(0.78125);
  });

  it('is the share of pairs won, whatever the scores', () => {
    const scores = fc.array(score, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const auc = createAuc(items(positives, negatives))(ones(positives.length + negatives.length));
        expect(auc).toBeCloseTo(byPairs(positives, negatives), 12);
      }),
    );
  });

  it('counts an item as often as its weight says', () => {
    const weighted = createAuc(items([3, 1], [2, 1]))([2, 1, 3, 0]);
    expect(weighted).toBeCloseTo(byPairs([3, 3, 1], [2, 2, 2]), 12);
  });

  it('is unknown with one class', () => {
    expect(createAuc(items([1, 2], []))(ones(2))).toBeNull();
    expect(createAuc(items([1, 2], [1]))([1, 1, 0])).toBeNull();
  });
});
