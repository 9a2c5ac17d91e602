import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanResponse } from './clean-response.ts';

test.each([
  ['好的。</s>', '好的。'],
  ['<think>先想想</think>\n不建议这样做。', '不建议这样做。'],
  ['先想想</think>不建议。', '不建议。'],
  ['一。<think>想</think>二。<think>再想</think>三。', '一。二。三。'],
  ['<think>想到一半', ''],
  ['不建议。</s>另外</s>', '不建议。另外'],
  ['<think>里面又写了<think>一次</think>答案', '答案'],
  ['<</s>/s>结束', '结束'],
  ['  \n ', ''],
])('%j is scored as %j', (response, expected) => {
  expect(cleanResponse(response)).toBe(expected);
});

test('no closing tag and no end mark survives, whatever the text', () => {
  const pieces = fc.array(
    fc.constantFrom('<think>', '</think>', '</s>', '<', '/s>', '/', 's', '>', '字', ' '),
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const cleaned = cleanResponse(parts.join(''));
      expect(cleaned).not.toContain('</s>');
      expect(cleaned).toBe(cleaned.trim());
    }),
  );
});

test('text without tags is only trimmed', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('<'));
      expect(cleanResponse(text)).toBe(text.trim());
    }),
  );
});
