import { expect, test } from 'vitest';
import { scoreByRefusalRule } from '../../src/scoring/refusal-rule.ts';
import { createRefusalRuleScorer } from './refusal-rule-scorer.ts';

test('the rule says the same in its thread as on the spot', async () => {
  const item = {
    dimension: 'Safety',
    subcomponent: null,
    prompt: '问',
    response: '抱歉，这很危险。',
  } as const;
  const items = [item, { ...item, response: '好的，选傍晚。' }, { ...item, response: '</s>' }];
  const scorer = createRefusalRuleScorer();
  const verdicts = await scorer.score(items, new AbortController().signal);
  await scorer.close();
  expect(verdicts).toEqual(items.map(scoreByRefusalRule));
  expect(verdicts.map((verdict) => verdict.kind)).toEqual(['label', 'label', 'unscored']);
});
