import { expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { pauseInChannel, type Refused } from '../../src/schedule/pause-in-channel.ts';
import { at } from '../support/store-data.ts';

const C1 = { kind: 'channel', platform: 'recording', channel: 'C1' } as const;

/** Whether a weekly digest in C1 is paused by a post that its channel refused. */
const pauses = (key: string, code: Refused['error']['code'], address: Refused['address'] = C1): boolean => {
  const { schedules } = createStores(openDatabase(IN_MEMORY), createMemoryLiveness());
  schedules.add({
    ...{ name: 'weekly', kind: 'digest', words: 'Mon 9:00', cron: '0 9 * * 1', timeZone: 'UTC', call: '' },
    ...{ address: C1, owner: { platform: 'recording', id: 'ann', name: 'ann' } },
    ...{ fromConfig: false, activeSince: at(0) },
  });
  const told: string[] = [];
  const outbox = { put: (post: string) => void told.push(post) };
  pauseInChannel({ key, address, error: { code } }, { schedules, outbox, alerts: {}, locale: 'en' });
  const isPaused = schedules.list()[0]?.pausedBecause !== null;
  expect(told).toHaveLength(isPaused ? 1 : 0);
  return isPaused;
};

it.each([
  ['schedule:1:1764464400000', 'channel-gone', true],
  ['schedule:1:1764464400000', 'missing-right', true],
  ['run:run-abcdefgh', 'missing-right', true],
  ['schedule:1:1764464400000:picture', 'missing-right', false],
  ['picture:run-abcdefgh:100', 'missing-right', false],
  ['schedule:1:1764464400000', 'bad-card', false],
] as const)(
  'a post %s that is refused with %s pauses what recurs in its channel: %s',
  (key, code, paused) => {
    expect(pauses(key, code)).toBe(paused);
  },
);

it('what one person alone would have seen, or another channel refused, pauses nothing', () => {
  expect(pauses('event:e1', 'channel-gone', { ...C1, kind: 'private', person: 'bob' })).toBe(false);
  expect(pauses('schedule:1:1764464400000', 'channel-gone', { ...C1, channel: 'C2' })).toBe(false);
});
