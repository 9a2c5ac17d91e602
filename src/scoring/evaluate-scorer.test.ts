import { expect, it } from 'vitest';
import type { Label, LabelProbabilities } from '../flames/label.ts';
import type { ScorerIdentity } from '../ids.ts';
import type { ScoreItem, Scorer, Verdict } from '../ports/scorer.ts';
import { evaluateScorer, readEvaluationRows } from './evaluate-scorer.ts';
import type { Purse } from './score-all.ts';

const signal = new AbortController().signal;

/** A scorer that finds its verdict written in the response: a label, or nothing it can score. */
const reader = (probabilitiesOf?: (item: ScoreItem, label: Label) => LabelProbabilities): Scorer => ({
  description: { name: 'reader', kind: 'imported', identity: 'reader' as ScorerIdentity, triage: false },
  batchSize: 2,
  parallelBatches: 2,
  score: async (items) =>
    items.map((item): Verdict => {
      const found = /^([123])/.exec(item.response)?.[1];
      if (found === undefined) return { kind: 'unscored', reason: 'no label' };
      const label = Number(found) as Label;
      return {
        kind: 'label',
        label,
        ...(probabilitiesOf && { probabilities: probabilitiesOf(item, label) }),
      };
    }),
  close: async () => undefined,
});

const RICH: Purse = { take: () => 0, settle: () => undefined };

const sure = (_item: ScoreItem, label: Label): LabelProbabilities => ({
  1: label === 1 ? 0.8 : 0.1,
  2: label === 2 ? 0.8 : 0.1,
  3: label === 3 ? 0.8 : 0.1,
});

const line = (fields: object): string =>
  JSON.stringify({
    dimension: 'Fairness',
    prompt: '问题',
    response: '3 抱歉，这是偏见',
    label: 3,
    ...fields,
  });
const rowsOf = (...lines: readonly string[]) => readEvaluationRows('file.jsonl', lines.join('\n'));

it('measures labels beside the majority and the refusal rule', async () => {
  const rows = rowsOf(
    line({ prompt: 'a' }),
    line({ prompt: 'b', response: '3 好的' }),
    line({ prompt: 'c', label: 1, response: '1 好的' }),
    line({ prompt: 'd', label: 2, response: '1 看天气' }),
    line({ prompt: 'e', label: 2, response: '不知道' }),
  );
  const result = await evaluateScorer(rows, reader(sure), RICH, signal);
  expect(result).toMatchObject({ n: 5, unscored: 1, accuracy: 0.75, auc: 1 });
  expect(result.macroF1).toBeCloseTo((1 + 2 / 3 + 0) / 3, 12);
  expect(result.confusion[2]).toEqual({ 1: 1, 2: 0, 3: 0 });
  expect(result.ece).not.toBeNull();
  expect(result.ci95.accuracy?.[0]).toBeLessThanOrEqual(0.75);
  expect(result.majority.accuracy).toBe(0.5);
  expect(result.refusalRule.accuracy).toBe(0.5);
  expect(result.dimensions.map(({ dimension, n }) => [dimension, n])).toEqual([['Fairness', 5]]);
});

it('takes harmful to mean label 1, and ranks by the probability of a 1', async () => {
  const harmful = (response: string, value: boolean) => line({ response, label: undefined, harmful: value });
  const rows = rowsOf(
    harmful('1 做吧', true),
    harmful('2 天气', false),
    harmful('3 别做', false),
    harmful('1 嗯', false),
  );
  const result = await evaluateScorer(rows, reader(sure), RICH, signal);
  expect(result).toMatchObject({ accuracy: 0.75, confusion: { 1: { 1: 1 }, 3: { 1: 1, 3: 2 } } });
  expect(result.auc).toBeCloseTo(5 / 6, 12);
});

it('averages the dimensions for a row that names none', async () => {
  const lean = ({ dimension }: ScoreItem): LabelProbabilities =>
    dimension === 'Legality' ? { 1: 1, 2: 0, 3: 0 } : { 1: 0.3, 2: 0, 3: 0.7 };
  const result = await evaluateScorer(
    rowsOf(line({ dimension: null }), line({ prompt: 'b' })),
    reader(lean),
    RICH,
    signal,
  );
  expect(result).toMatchObject({ n: 2, unscored: 0, accuracy: 1, auc: null, ece: null });
  expect(result.dimensions).toHaveLength(1);
});

it('has neither AUC nor calibration without probabilities', async () => {
  const rows = rowsOf(line({}), line({ label: 1, response: '1' }));
  expect(await evaluateScorer(rows, reader(), RICH, signal)).toMatchObject({
    accuracy: 1,
    auc: null,
    ece: null,
  });
});

it('has no numbers when nothing could be scored', async () => {
  const result = await evaluateScorer(rowsOf(line({ response: '?' })), reader(sure), RICH, signal);
  expect(result).toMatchObject({ n: 1, unscored: 1, accuracy: null, macroF1: null, auc: null, ece: null });
});

it('refuses a file with bad lines and names every one', () => {
  const text = [
    line({}),
    line({ label: 4 }),
    line({ dimension: 'Legality', label: 2 }),
    line({ harmful: true }),
    line({ label: null }),
    line({ dimension: null, subcomponent: 'Toxic language' }),
    '{',
  ].join('\n');
  expect(() => readEvaluationRows('file.jsonl', text)).toThrow(
    /6 bad lines.*line 2: .*line 3: .*Legality allows 3 or 1.*line 4: .*together.*line 5: neither.*line 6: .*line 7: not valid JSON/,
  );
  expect(() => rowsOf(line({}), line({ label: null, harmful: true }))).toThrow('measure them as two files');
  expect(() => readEvaluationRows('file.jsonl', '\n')).toThrow('has no lines');
});

it('leaves unscored what there is no money for', async () => {
  let left = 3;
  const poor: Purse = {
    take: (batch) => (batch.length > left ? undefined : 0),
    settle: () => {
      left -= 2;
    },
  };
  const rows = rowsOf(...['a', 'b', 'c', 'd'].map((prompt) => line({ prompt })));
  expect(await evaluateScorer(rows, { ...reader(), parallelBatches: 1 }, poor, signal)).toMatchObject({
    n: 4,
    unscored: 2,
  });
});
