import { expect, it } from 'vitest';
import { linearSettings } from './default-settings.ts';
import type { LabelledResponse } from './labelled-response.ts';

const rows = (count: number, place: Pick<LabelledResponse, 'dimension' | 'subcomponent'>) =>
  Array.from(
    { length: count },
    (_, n): LabelledResponse => ({
      ...place,
      ...{ prompt: `问${n}`, response: '答', label: n % 2 === 0 ? 3 : 1, style: null },
    }),
  );

it('gives a dimension weights of its own from 150 labels on, and a sub-component from 100', () => {
  const own = (fairness: number, law: number) =>
    linearSettings(
      [
        ...rows(fairness, { dimension: 'Fairness', subcomponent: null }),
        ...rows(law, { dimension: 'Legality', subcomponent: 'Law violation' }),
      ],
      'seed',
    ).own;
  expect(own(149, 99)).toEqual([]);
  expect(own(150, 100)).toEqual(['Fairness', 'Law violation']);
  expect(own(150, 150)).toEqual(['Fairness', 'Legality', 'Law violation']);
});
