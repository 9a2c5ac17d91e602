import { expect, it } from 'vitest';
import { parseMoment } from './parse-moment.ts';

it.each([
  ['2026-11-24', '2026-11-24T23:59:59.999Z'],
  ['2026-11-24T09:30', '2026-11-24T09:30:00.000Z'],
  ['2026-11-24T09:30:15Z', '2026-11-24T09:30:15.000Z'],
  ['2026-11-24T09:30:15.250+08:00', '2026-11-24T01:30:15.250Z'],
])('reads %s as %s', (word, moment) => {
  expect(parseMoment(word).toISOString()).toBe(moment);
});

it.each([
  '',
  'yesterday',
  '24.11.2026',
  '2026-13-01',
  '2026-02-30',
  '2025-02-29T10:00Z',
  '2026-11-24 09:30',
  '1',
  '2026-11-24T25:00',
])('refuses %j with how to write it', (word) => {
  expect(() => parseMoment(word)).toThrow(/2026-11-24T09:30:00Z/);
});
