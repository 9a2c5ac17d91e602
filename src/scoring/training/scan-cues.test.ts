import { expect, it } from 'vitest';
import { createCueScanner } from './scan-cues.ts';

const scan = createCueScanner({ ignored: '别人', stop: '别 不要', wrong: '偏见\n 不公平', negation: '不' });

it('reads the longest word and leaves ignored ones out', () => {
  expect(scan('别人说不公平，别信')).toEqual([
    { name: 'wrong', at: 3 },
    { name: 'stop', at: 7 },
  ]);
  expect(scan('不好')).toEqual([{ name: 'negation', at: 0 }]);
  expect(scan('')).toEqual([]);
});
