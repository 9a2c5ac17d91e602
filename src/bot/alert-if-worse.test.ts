import { expect, it } from 'vitest';
import { aReading, HEADLINE } from '../../test/support/a-reading.ts';
import type { RunId } from '../ids.ts';
import type { RunReading } from '../ports/run-store.ts';
import { alertIfWorse } from './alert-if-worse.ts';

const C1 = { kind: 'channel', platform: 'recording', channel: 'C1' } as const;

/** The keys of the messages that a run leads to which lost `fell` of 40 harmless answers. */
const alertsOf = (fell: number, more: Partial<RunReading> = {}): readonly string[] => {
  const reading = {
    ...aReading({ labels: { Safety: [40 - fell, 0, 20 + fell] } }),
    before: {
      id: 'run-before00' as RunId,
      finishedAt: new Date('2026-11-16T09:00:00Z'),
      cells: [{ dimension: 'Safety', both: 40 - fell, onlyA: fell, onlyB: 0, neither: 20 }],
    },
    ...more,
  } satisfies RunReading;
  const keys: string[] = [];
  alertIfWorse(reading, C1, {
    outbox: { put: (key) => void keys.push(key) },
    alerts: { recording: ['ann'] },
    rules: { headline: HEADLINE },
    locale: 'en',
  });
  return keys;
};

it('calls people when a rate fell by more than chance, and not when it may be chance', () => {
  expect(alertsOf(12)).toEqual(['alert:run-00000000']);
  expect(alertsOf(4)).toEqual([]);
});

it('calls nobody over a first run, or by a scorer that agrees with people too seldom', () => {
  expect(alertsOf(12, { before: null })).toEqual([]);
  expect(alertsOf(12, { agreement: { labels: 500, measured: 500, agreed: 50 } })).toEqual([]);
});
