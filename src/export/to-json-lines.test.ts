import { expect, it } from 'vitest';
import { toJsonLines } from './to-json-lines.ts';

it('JSON Lines hold no raw control character and give every text back', () => {
  const text = 'a\u001b[2J\u0000\u007f\u0085\u009b\n公平 \\u001b';
  const [line = ''] = toJsonLines(['text'], [{ text }]);
  expect(line.trimEnd()).not.toMatch(/\p{Cc}/u);
  expect(JSON.parse(line)).toEqual({ text });
});
