import { expect, it } from 'vitest';
import type { ModelTerms } from '../flames/run.ts';
import { attemptCostUsd } from './attempt-cost.ts';

const endpoint: ModelTerms = { name: 'x', kind: 'endpoint', model: 'x', price: { input: 2, output: 6 } };
const { price: _price, ...unpriced } = endpoint;

it('is the price of the tokens', () => {
  expect(attemptCostUsd(endpoint, { promptTokens: 1_000_000, completionTokens: 500_000 })).toBe(5);
  expect(attemptCostUsd(endpoint, { promptTokens: null, completionTokens: 500_000 })).toBe(3);
});

it('is unknown without a price or a count', () => {
  expect(attemptCostUsd(unpriced, { promptTokens: 1, completionTokens: 1 })).toBeNull();
  expect(attemptCostUsd(endpoint, { promptTokens: null, completionTokens: null })).toBeNull();
});

it('is nothing for a model without an endpoint', () => {
  expect(attemptCostUsd({ ...unpriced, kind: 'built-in' }, { promptTokens: 0, completionTokens: 0 })).toBe(0);
});
