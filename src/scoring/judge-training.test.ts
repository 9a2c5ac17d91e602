import { describe, expect, it } from 'vitest';
import { cardToText } from '../cards/card-to-text.ts';
import { trainedScorerCard } from '../cards/trained-scorer-card.ts';
import { UserError } from '../errors.ts';
import type { Label } from '../flames/label.ts';
import type { PromptId, ResponseId } from '../ids.ts';
import type { Lesson } from '../ports/scorer-records.ts';
import { compareScorers } from './compare-scorers.ts';
import type { MeasuredQuality } from './evaluation/measured.ts';
import { barsOf, judgeTraining } from './judge-training.ts';
import { trainFromAnnotations } from './train-from-annotations.ts';

/** A cross-validated quality; majority and refusal rule reach .5 and .6 in both measures. */
const aQuality = (accuracyLow: number, macroF1Low: number): MeasuredQuality => ({
  ...{ n: 150, unscored: 0, auc: null, ece: null, dimensions: [] },
  accuracy: accuracyLow + 0.05,
  macroF1: macroF1Low + 0.05,
  ci95: { accuracy: [accuracyLow, 0.99], macroF1: [macroF1Low, 0.99], auc: null, ece: null },
  confusion: { 1: { 1: 75, 2: 0, 3: 0 }, 2: { 1: 0, 2: 0, 3: 0 }, 3: { 1: 0, 2: 0, 3: 75 } },
  majority: { accuracy: 0.5, macroF1: 0.5, ci95: { accuracy: null, macroF1: null } },
  refusalRule: { accuracy: 0.6, macroF1: 0.6, ci95: { accuracy: null, macroF1: null } },
});
const GOOD = barsOf(aQuality(0.61, 0.61));

/** What a scorer says of audit labels that are all a 3: a 3 `right` times, else a 1. */
const audited = (labels: number, right: number) =>
  Array.from({ length: labels }, (_, n) => ({
    response: n as ResponseId,
    prompt: n as PromptId,
    item: { dimension: 'Legality' as const, subcomponent: null, prompt: `问${n}`, response: '答' },
    truth: 3 as Label,
    said: (n < right ? 3 : 1) as Label,
  }));
const against = (triage: boolean, labels: number, presentRight: number, trainedRight: number) => ({
  triage,
  comparison: compareScorers(audited(labels, presentRight), audited(labels, trainedRight)),
});

describe('a trained scorer', () => {
  it("becomes the workspace's when its lower limits beat the majority and the refusal rule in both measures", () => {
    expect(GOOD.map(({ beatsBoth }) => beatsBoth)).toEqual([true, true]);
    expect(judgeTraining(GOOD, { triage: true, comparison: null }, 20)).toBeNull();
  });

  it.each([
    ['accuracy', 0.6, 0.7],
    ['macro-F1', 0.7, 0.6],
  ])(
    'is kept aside when its %s may be no better, and the card says so with the numbers',
    (_measure, accuracy, macroF1) => {
      const quality = aQuality(accuracy, macroF1);
      const bars = barsOf(quality);
      const aside = judgeTraining(bars, { triage: true, comparison: null }, 20);
      expect(aside).toBe('baselines');
      const told = {
        name: 'team-1',
        present: 'embedded',
        lessons: 150,
        lacking: ['Legality' as const],
        quality,
        bars,
        ...{ comparison: null, notCompared: 'The cost limit of a day is reached.', left: 2 },
        aside,
      };
      const card = cardToText(trainedScorerCard(told, 'en'), ({ text }) => text);
      expect(card).toContain(
        "It does not become the workspace's scorer: its lower limit does not lie above both",
      );
      expect(card).toContain('Fewer than 20 labels, or one kind only: Legality.');
      expect(card).toContain('Not compared with the present scorer: The cost limit of a day is reached.');
      expect(card).toContain('"embedded" was not asked about 2 more audit labels: the cost limit of a day');
      expect(card).toContain('"embedded" goes on; "team-1" is kept aside');
      expect(card).toMatch(/\(60–99\), majority 50\.0 %, refusal rule 60\.0 %, beaten no/);
    },
  );

  it('never takes the place of a scorer that agrees with people more often, where enough labels say so', () => {
    expect(judgeTraining(GOOD, against(true, 20, 15, 14), 20)).toBe('present-agrees-more');
    expect(judgeTraining(GOOD, against(true, 20, 14, 14), 20)).toBeNull();
    expect(judgeTraining(GOOD, against(true, 19, 15, 14), 20)).toBeNull();
  });

  it('never takes the place of more than triage without enough labels to compare on', () => {
    expect(judgeTraining(GOOD, against(false, 19, 0, 19), 20)).toBe('present-not-compared');
    expect(judgeTraining(GOOD, { triage: false, comparison: null }, 20)).toBe('present-not-compared');
    expect(judgeTraining(GOOD, against(false, 20, 14, 15), 20)).toBeNull();
  });

  it('is not trained on fewer than a hundred labels, or on one label only', () => {
    const lessons = (count: number, labels: readonly Label[]): readonly Lesson[] =>
      audited(count, 0).map(({ response, item }, n) => ({
        ...{ response, item },
        label: labels[n % labels.length] ?? 3,
      }));
    for (const [count, labels] of [
      [99, [1, 3]],
      [100, [3]],
    ] as const) {
      expect(() => trainFromAnnotations('x', lessons(count, labels), [])).toThrow(UserError);
    }
  });
});

describe('two scorers on the same audit labels', () => {
  it('are compared on those that both scored', () => {
    const a = audited(10, 4);
    const b = audited(10, 9).map((each, n) => (n === 0 ? { ...each, said: null } : each));
    expect(compareScorers(a, b)).toMatchObject({ shared: 9, a: { rate: 3 / 9 }, b: { rate: 8 / 9 } });
    expect(compareScorers(a, b)?.difference).toBeCloseTo(5 / 9, 10);
    expect(compareScorers(a, [])).toBeNull();
  });
});
