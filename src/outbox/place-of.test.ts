import { expect, it } from 'vitest';
import type { Address } from '../ports/chat-platform.ts';
import type { OutboxPost } from '../ports/outbox-store.ts';
import { placeOf } from './place-of.ts';

const channel: Address = { kind: 'channel', platform: 'recording', channel: 'C1' };
const under = (post: string): Address => ({ kind: 'under', platform: 'recording', channel: 'C1', post });
const message = { platform: 'recording', channel: 'C1', message: 'm1' };

const post = (fields: Partial<OutboxPost>): OutboxPost => ({
  key: 'run:1',
  address: channel,
  card: { kind: 'list', locale: 'en', title: [], blocks: [] },
  revision: 1,
  deliveredRevision: 0,
  sending: false,
  message: null,
  failures: 0,
  dueAt: new Date(0),
  dead: null,
  ...fields,
});

const meant = (address: Address, posts: Record<string, OutboxPost>) =>
  placeOf(address, { find: (key) => posts[key] });

it('leaves a place as it is', () => {
  expect(meant(channel, {})).toEqual(channel);
});

it('means the thread of a post that was sent', () => {
  expect(meant(under('a'), { a: post({ message }) })).toEqual({ ...channel, kind: 'thread', thread: 'm1' });
});

it('means nothing yet while the post above waits', () => {
  expect(meant(under('a'), { a: post({}) })).toBeUndefined();
});

it('means the channel where the post above is lost', () => {
  expect(meant(under('a'), {})).toEqual(channel);
  expect(meant(under('a'), { a: post({ dead: 'bad-card' }) })).toEqual(channel);
});

it('means the same thread, or the same person, as the post above', () => {
  const thread: Address = { kind: 'thread', platform: 'recording', channel: 'C1', thread: 'm0' };
  const alone: Address = { kind: 'private', platform: 'recording', channel: 'C1', person: 'U1' };
  expect(meant(under('a'), { a: post({ address: thread, message }) })).toEqual(thread);
  expect(meant(under('a'), { a: post({ address: alone, message }) })).toEqual(alone);
  expect(meant(under('b'), { a: post({ message }), b: post({ address: under('a'), message }) })).toEqual({
    ...channel,
    kind: 'thread',
    thread: 'm1',
  });
});
