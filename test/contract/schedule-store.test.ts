import { expect, it } from 'vitest';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createScheduleStore } from '../../adapters/sqlite/schedule-store.ts';
import type { ScheduleStore } from '../../src/ports/schedule-store.ts';
import type { Schedule } from '../../src/schedule/schedule.ts';
import { at } from '../support/store-data.ts';

const WEEKLY: Parameters<ScheduleStore['add']>[0] = {
  name: 'weekly',
  kind: 'digest',
  words: 'every Monday 9:00',
  cron: '0 9 * * 1',
  timeZone: 'UTC',
  call: '',
  address: { kind: 'channel', platform: 'recording', channel: 'C1' },
  owner: { platform: 'recording', id: 'ann', name: 'ann' },
  fromConfig: false,
  activeSince: at(0),
};

/** Two processes on one database; the names of those that live can be changed. */
const twoProcesses = () => {
  const database = openDatabase(IN_MEMORY);
  const living = new Set(['one', 'two']);
  const [one, two] = ['one', 'two'].map((name) =>
    createScheduleStore(database, {
      self: () => name,
      isAlive: (id) => living.has(id),
      close: () => undefined,
    }),
  );
  if (one === undefined || two === undefined) throw new Error('no stores');
  const weekly = one.add(WEEKLY);
  if (weekly === undefined) throw new Error('not added');
  return { one, two, living, weekly, slot: (seconds: number) => ({ schedule: weekly.id, at: at(seconds) }) };
};

it('keeps a schedule as it was made, and one living schedule a name', () => {
  const { one, two, weekly } = twoProcesses();
  expect(two.list()).toEqual([{ ...WEEKLY, id: weekly.id, pausedBecause: null } satisfies Schedule]);
  expect(two.add({ ...WEEKLY, kind: 'evaluate', call: 'model-x' })).toBeUndefined();
  one.remove(weekly.id, at(5));
  expect(one.list()).toEqual([]);
  expect(two.add(WEEKLY)?.id).not.toBe(weekly.id);
});

it('pauses once with the reason, and resumes from that moment on', () => {
  const { one, weekly } = twoProcesses();
  expect([one.pause(weekly.id, 'the channel is gone'), one.pause(weekly.id, 'again')]).toEqual([true, false]);
  expect(one.list()).toMatchObject([{ pausedBecause: 'the channel is gone' }]);
  one.resume(weekly.id, at(9));
  expect(one.list()).toMatchObject([{ pausedBecause: null, activeSince: at(9) }]);
});

it('gives a slot to one of two processes, to the other only when the first died before it was done', () => {
  const { one, two, living, slot } = twoProcesses();
  expect([one.claim(slot(10), at(11)), two.claim(slot(10), at(11)), one.claim(slot(10), at(12))]).toEqual([
    true,
    false,
    true,
  ]);
  expect(two.latest(slot(10).schedule, at(20))).toEqual({ at: at(10), open: false });
  living.delete('one');
  expect(two.latest(slot(10).schedule, at(20))).toEqual({ at: at(10), open: true });
  expect(two.claim(slot(10), at(21))).toBe(true);
  two.finish(slot(10), 'done', at(22));
  living.clear();
  expect([one.claim(slot(10), at(23)), two.claim(slot(10), at(23))]).toEqual([false, false]);
  expect(two.latest(slot(10).schedule, at(20))?.open).toBe(false);
});

it('calls a slot missed when a later one is claimed first, and never done', () => {
  const { one, two, living, slot } = twoProcesses();
  one.claim(slot(10), at(10));
  one.finish(slot(10), 'done', at(10));
  one.claim(slot(20), at(20));
  living.delete('one');
  expect(two.claim(slot(30), at(31))).toBe(true);
  expect(two.claim(slot(20), at(32))).toBe(false);
  expect(two.lastDone(slot(0).schedule, at(30))).toEqual(at(10));
});
