import { expect, it } from 'vitest';
import type { WaitingPost } from '../ports/outbox-store.ts';
import { nextPost } from './next-post.ts';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-11-25T09:00:00Z');
const dueIn = (ms: number): WaitingPost => ({
  key: 'run:1',
  address: { kind: 'channel', platform: 'recording', channel: 'C1' },
  dueAt: new Date(NOW.getTime() + ms),
});
const waitOf = (post: WaitingPost): number | undefined =>
  nextPost([post], NOW, { now: 0, freeAt: 0, sentAt: new Map() }, { channelMs: 0, messageMs: 0 })?.waitMs;

it('a post waits until it is due', () => {
  expect([waitOf(dueIn(-5)), waitOf(dueIn(0)), waitOf(dueIn(300_000)), waitOf(dueIn(2 * HOUR_MS))]).toEqual([
    0,
    0,
    300_000,
    2 * HOUR_MS,
  ]);
});

it('a post that is due in longer than any post is made to wait goes at once: the clock was set back', () => {
  expect(waitOf(dueIn(24 * HOUR_MS))).toBe(0);
});
