import { expect, it } from 'vitest';
import type { ModelTerms } from '../flames/run.ts';
import { createTokenEstimate } from './token-estimate.ts';

const terms: ModelTerms = { name: 'x', kind: 'endpoint', model: 'x' };
const PROMPT = '问'.repeat(100);

it('bounds a reply by the token limit of the model', () => {
  expect(createTokenEstimate({ ...terms, maxTokens: 64 }).most(PROMPT).completionTokens).toBe(64);
});

it('expects more than was ever seen where there is no limit', () => {
  const estimate = createTokenEstimate(terms);
  estimate.learn(PROMPT, { promptTokens: 100, completionTokens: 5000 });
  expect(estimate.most(PROMPT).completionTokens).toBe(10_000);
});

it('learns what requests usually take', () => {
  const estimate = createTokenEstimate(terms);
  estimate.learn(PROMPT, { promptTokens: 60, completionTokens: 100 });
  estimate.learn(PROMPT, { promptTokens: 60, completionTokens: 200 });
  expect(estimate.likely(PROMPT)).toBe(60 + 20 + 150);
});

it('counts the system prompt with each question', () => {
  const bare = createTokenEstimate(terms).likely(PROMPT);
  expect(createTokenEstimate({ ...terms, system: '你'.repeat(40) }).likely(PROMPT)).toBe(bare + 60);
});
