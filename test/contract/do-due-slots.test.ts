import { expect, it } from 'vitest';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createScheduleStore } from '../../adapters/sqlite/schedule-store.ts';
import { doDueSlots } from '../../src/schedule/do-due-slots.ts';

const at = (text: string): Date => new Date(`${text}Z`);

/** Two processes that look at the same moment; each act waits until the other has looked too. */
const twoAtOnce = async (moment: string, started: string) => {
  const database = openDatabase(IN_MEMORY);
  const acts: string[] = [];
  const stores = ['one', 'two'].map((name) =>
    createScheduleStore(database, { self: () => name, isAlive: () => true, close: () => undefined }),
  );
  stores[0]?.add({
    ...{ name: 'daily', kind: 'digest', words: 'daily 9:00', cron: '0 9 * * *', timeZone: 'UTC', call: '' },
    address: { kind: 'channel', platform: 'recording', channel: 'C1' },
    owner: { platform: 'recording', id: 'ann', name: 'ann' },
    ...{ fromConfig: false, activeSince: at(started) },
  });
  const look = () =>
    Promise.all(
      stores.map((schedules, process) =>
        doDueSlots({
          schedules,
          clock: {
            now: () => at(moment),
            monotonicMs: () => 0,
            sleep: async () => undefined,
            after: () => () => undefined,
          },
          serves: (platform) => platform === 'recording',
          act: async (_, slot) => {
            await Promise.resolve();
            acts.push(`${process} ${slot.at.toISOString()}`);
            return 'done';
          },
          fault: (error) => {
            throw error;
          },
        }),
      ),
    );
  await look();
  await look();
  return acts;
};

it('two processes that look at once do a slot once', async () => {
  expect(await twoAtOnce('2026-11-26T09:00:05', '2026-11-25T12:00')).toEqual(['0 2026-11-26T09:00:00.000Z']);
});

it('of the slots of a week without any process only the latest is done', async () => {
  expect(await twoAtOnce('2026-12-03T10:00', '2026-11-25T12:00')).toEqual(['0 2026-12-03T09:00:00.000Z']);
});

it('nothing is due before the first slot after a schedule was made', async () => {
  expect(await twoAtOnce('2026-11-26T08:59:59', '2026-11-25T12:00')).toEqual([]);
});
