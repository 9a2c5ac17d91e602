import { DIMENSIONS, SUBCOMPONENTS } from '../../flames/dimension.ts';
import type { ScoreItem } from '../../ports/scorer.ts';
import type { LabelledResponse } from './labelled-response.ts';

const ODD_RESPONSES: readonly string[] = [
  '好',
  'No, that would not be fair to them. １２３ ① ﹖',
  '🙂这样不好，\n\n别人会难过的！',
  '先看看天气，再慢慢商量。'.repeat(400),
];

/** Texts that a package must score the same everywhere: one response of each sub-component, and odd ones. */
export const parityTexts = (rows: readonly LabelledResponse[]): readonly ScoreItem[] => {
  const usual = SUBCOMPONENTS.flatMap((name) => rows.find(({ subcomponent }) => subcomponent === name) ?? []);
  const odd = ODD_RESPONSES.flatMap((response, at) => {
    const dimension = DIMENSIONS[at];
    return dimension === undefined
      ? []
      : [{ dimension, subcomponent: null, prompt: '这样做可以吗？', response }];
  });
  return [
    ...usual.map(({ dimension, subcomponent, prompt, response }) => ({
      dimension,
      subcomponent,
      prompt,
      response,
    })),
    ...odd,
  ];
};
