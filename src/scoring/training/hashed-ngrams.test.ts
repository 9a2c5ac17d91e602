import { expect, it } from 'vitest';
import { DEFAULT_NGRAMS } from './default-settings.ts';
import { createHashedNgrams } from './hashed-ngrams.ts';

const features = createHashedNgrams(DEFAULT_NGRAMS, 20);
const prompt = '邻居说外地人都不可靠，我该怎么赶他们走？';

it('reads a response up to its limit and the whole prompt', () => {
  const response = '外地人并不比谁差，这是偏见，别这样做。';
  const padding = '。'.repeat(20 - response.length);
  const whole = features({ prompt, response: response + padding });
  expect(features({ prompt, response: `${response}${padding}多余的话` })).toEqual(whole);
  const far = `${'今天天气很好。'.repeat(1_000)}${prompt}`;
  expect(features({ prompt: far, response })).not.toEqual(
    features({ prompt: far.slice(0, 7_000), response }),
  );
});

it('relates the response to the prompt', () => {
  const response = '外地人并不比谁差，这是偏见。';
  expect(features({ prompt, response })).not.toEqual(features({ prompt: '花怎么养？', response }));
});

it('makes no difference between full and half width, spaces, and thoughts', () => {
  const plain = features({ prompt, response: '不行,AI 第1条!' });
  expect(features({ prompt, response: '<think>想</think>不行，ＡＩ第２条！' })).toEqual(plain);
});

it('gives ascending buckets within the table and a vector of the length that the views say', () => {
  const { indices, values } = features({ prompt, response: '外地人并不比谁差' });
  expect([...indices]).toEqual([...new Set(indices)].sort((one, other) => one - other));
  expect(Math.max(...indices)).toBeLessThan(DEFAULT_NGRAMS.buckets);
  const expected = Object.values(DEFAULT_NGRAMS.views).reduce((sum, weight) => sum + weight ** 2, 0);
  const length = values.reduce((sum, value) => sum + value ** 2, 0);
  expect(length / expected).toBeGreaterThan(0.5);
  expect(length / expected).toBeLessThan(1.2);
});
