import { expect, it } from 'vitest';
import { UserError } from '../../errors.ts';
import { reasonZh } from './reasons.ts';

it.each([
  ['it holds a user name or a password', '它含有用户名或密码'],
  ['it is larger than 10000000 bytes', '它超过 10000000 字节'],
  ['has 1000 bytes and not the 525952 that its manifest names', '有 1000 字节，而清单写的是 525952'],
  ['EMFILE', 'EMFILE'],
])('the reason "%s" is "%s" in Chinese', (reason, chinese) => {
  expect(reasonZh(reason)).toBe(chinese);
});

it('stands in Chinese in a Chinese sentence', () => {
  const error = new UserError('cannot-read', { file: 'a.jsonl', reason: 'the disk is full' });
  expect(error.in('zh-CN')).toBe('无法读取 a.jsonl：磁盘已满。');
  expect(error.in('en')).toBe('a.jsonl cannot be read: the disk is full.');
});
