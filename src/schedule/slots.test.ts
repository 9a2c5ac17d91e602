import { describe, expect, it } from 'vitest';
import { readRecurrence } from './read-recurrence.ts';
import { dueSlot, lastSlot, nextSlot } from './slots.ts';

const at = (text: string): Date => new Date(`${text}Z`);
const monday = readRecurrence('every Monday 09:00', 'Asia/Shanghai');

describe('slots', () => {
  it('are the times of a zone: Monday 9:00 in Shanghai is 1:00 UTC', () => {
    expect(nextSlot(monday, at('2026-11-25T00:00'))).toEqual(at('2026-11-30T01:00'));
  });

  it('are due from their moment on, once, and after downtime only the latest', () => {
    const [before, slot] = [at('2026-11-23T01:00'), at('2026-11-30T01:00')];
    expect(dueSlot(monday, before, at('2026-11-30T00:59:59'))).toBeUndefined();
    expect(dueSlot(monday, before, slot)).toEqual(slot);
    expect(dueSlot(monday, slot, slot)).toBeUndefined();
    expect(dueSlot(monday, at('2026-09-01T00:00'), at('2026-12-02T00:00'))).toEqual(slot);
  });

  it('have one before them, however short before it one asks', () => {
    const slot = at('2026-11-30T01:00');
    for (const ms of [1, 999, 1000, 60_000]) {
      expect(lastSlot(monday, new Date(slot.getTime() - ms))).toEqual(at('2026-11-23T01:00'));
    }
    expect(lastSlot(monday, new Date(slot.getTime() + 1))).toEqual(slot);
  });

  it('keep the time on the wall when daylight saving begins and ends', () => {
    const berlin = readRecurrence('daily 09:00', 'Europe/Berlin');
    expect(nextSlot(berlin, at('2026-03-28T12:00'))).toEqual(at('2026-03-29T07:00'));
    expect(nextSlot(berlin, at('2026-10-24T12:00'))).toEqual(at('2026-10-25T08:00'));
  });

  it('are one a day also where the clock skips their time or shows it twice', () => {
    const night = readRecurrence('daily 02:30', 'Europe/Berlin');
    const daysFrom = (start: string): readonly number[] => {
      const slots = new Set<number>();
      for (let minute = 0; minute < 60 * 60; minute += 10) {
        const slot = lastSlot(night, new Date(at(start).getTime() + minute * 60_000));
        if (slot !== undefined) slots.add(slot.getTime());
      }
      return [...slots];
    };
    expect(daysFrom('2026-03-28T01:30')).toEqual(
      ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30'].map((slot) => at(slot).getTime()),
    );
    expect(daysFrom('2026-10-24T00:30')).toEqual(
      ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'].map((slot) => at(slot).getTime()),
    );
  });
});

describe('a recurrence is refused', () => {
  it.each([
    ['every fortnight', 'UTC', 'bad-when'],
    ['0 25 * * *', 'UTC', 'bad-when'],
    ['0 0 30 2 *', 'UTC', 'when-never'],
    ['*/10 * * * *', 'UTC', 'when-too-often'],
    ['50,10 8,9 * * *', 'UTC', 'when-too-often'],
    ['daily 9:00', 'CST', 'bad-time-zone'],
    ['daily 9:00', 'Asia/Shangai', 'bad-time-zone'],
  ])('%s in %s: %s', (words, zone, code) => {
    expect(() => readRecurrence(words, zone)).toThrow(expect.objectContaining({ code, exitCode: 2 }));
  });

  it('names the zone that was meant', () => {
    expect(() => readRecurrence('daily 9:00', 'Asia/Shangai')).toThrow('Asia/Shanghai');
  });
});
