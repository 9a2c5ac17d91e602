import { expect, it } from 'vitest';
import { onceEach } from './once-each.ts';

it('each answer is looked for once, also one that there is nothing', () => {
  const asked: string[] = [];
  const lengthOf = onceEach((word: string) => {
    asked.push(word);
    return word === '' ? undefined : word.length;
  });
  expect(['one', 'three', '', 'one', ''].map(lengthOf)).toEqual([3, 5, undefined, 3, undefined]);
  expect(asked).toEqual(['one', 'three', '']);
});
