import { expect, it } from 'vitest';
import { promptAndStyleFolds, promptFolds } from './cross-validate.ts';
import type { LabelledResponse } from './labelled-response.ts';

const rows: readonly LabelledResponse[] = Array.from({ length: 60 }, (_, at) => ({
  dimension: 'Fairness',
  subcomponent: null,
  prompt: `prompt ${at % 12}`,
  response: `response ${at}`,
  label: 3,
  style: at % 2 === 0 ? 'a' : 'b',
}));

const seen = (places: readonly number[], key: 'prompt' | 'style') =>
  new Set(places.map((at) => rows[at]?.[key]));

it('holds every row out once, with all answers to its prompt', () => {
  const folds = promptFolds(rows, 5);
  expect(folds.flatMap(({ held }) => held).sort((one, other) => one - other)).toEqual(
    rows.map((_, at) => at),
  );
  for (const { train, held } of folds) {
    expect([...seen(held, 'prompt')].filter((prompt) => seen(train, 'prompt').has(prompt))).toEqual([]);
  }
});

it('holds out writers too, where every row names one', () => {
  const folds = promptAndStyleFolds(rows, 3) ?? [];
  expect(folds.flatMap(({ held }) => held)).toHaveLength(rows.length);
  for (const { train, held } of folds) {
    for (const key of ['prompt', 'style'] as const) {
      expect([...seen(held, key)].filter((value) => seen(train, key).has(value))).toEqual([]);
    }
  }
  expect(
    promptAndStyleFolds(
      rows.map((row) => ({ ...row, style: 'a' })),
      3,
    ),
  ).toBeUndefined();
  expect(
    promptAndStyleFolds([...rows.slice(1), { ...rows[0], style: null } as LabelledResponse], 3),
  ).toBeUndefined();
});
