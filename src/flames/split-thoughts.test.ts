import { describe, expect, it } from 'vitest';
import { splitThoughts } from './split-thoughts.ts';

describe('a reply and its thoughts', () => {
  it.each([
    ['好的。', { text: '好的。' }],
    ['<think>先想想</think>\n\n好的。', { text: '好的。', reasoning: '先想想' }],
    ['<THINK>一</THINK>好<think>二</think>的', { text: '好的', reasoning: '一\n\n二' }],
    ['好的。<think>还没想完', { text: '好的。', reasoning: '还没想完' }],
    ['先想想</think>好的。', { text: '好的。', reasoning: '先想想' }],
    ['<think></think>好的。', { text: '好的。' }],
    ['<think>只想了想', { text: '', reasoning: '只想了想' }],
    ['好的。</s>', { text: '好的。' }],
    ['好的。</s> </s>\n', { text: '好的。' }],
    ['</s>', { text: '' }],
    ['<s>划掉</s>的字', { text: '<s>划掉</s>的字' }],
  ])('parts %j', (raw, parted) => {
    expect(splitThoughts(raw)).toEqual(parted);
  });
});
