import { beforeEach, expect, it } from 'vitest';
import { TOKEN_LIFE_MS } from './limits.ts';
import { Replies } from './replies.ts';

let now: number;
let replies: Replies;
beforeEach(() => {
  now = 0;
  replies = new Replies(() => now);
});
const remember = (event: string, token = event): void =>
  replies.remember({ event, channel: 'C', person: 'P', application: 'A', token, guild: 'G', thinking: true });

it('finds the interaction of an event, and the latest of a person in a channel', () => {
  remember('e1');
  remember('e2');
  expect(replies.ofEvent('e1')?.token).toBe('e1');
  expect(replies.ofPerson('C', 'P')?.token).toBe('e2');
  expect(replies.ofPerson('D', 'P')).toBeUndefined();
});

it('forgets it before Discord does', () => {
  remember('e1');
  now = TOKEN_LIFE_MS - 1;
  expect(replies.ofEvent('e1')).toBeDefined();
  now = TOKEN_LIFE_MS;
  expect(replies.ofEvent('e1')).toBeUndefined();
  expect(TOKEN_LIFE_MS).toBeLessThan(15 * 60_000);
});

it('drops one that takes no more answers, wherever it is kept', () => {
  remember('e1');
  const reply = replies.ofEvent('e1');
  if (reply === undefined) throw new Error('not kept');
  replies.sent('m1', reply);
  expect(replies.ofMessage('m1')).toBe(reply);
  replies.drop(reply);
  expect([replies.ofEvent('e1'), replies.ofPerson('C', 'P'), replies.ofMessage('m1')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
