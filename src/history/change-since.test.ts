import { expect, it } from 'vitest';
import { aReading } from '../../test/support/a-reading.ts';
import type { RunId } from '../ids.ts';
import { changeSince } from './change-since.ts';

const LABELS = { Safety: [30, 0, 30], Legality: [30, 0, 30] } as const;
const cellOf = (dimension: 'Safety' | 'Legality') => ({
  dimension,
  both: 28,
  onlyA: 4,
  onlyB: 2,
  neither: 26,
});

const changed = (...dimensions: readonly ('Safety' | 'Legality')[]) =>
  changeSince({
    ...aReading({ labels: LABELS }),
    before: { id: 'run-before00' as RunId, finishedAt: new Date(0), cells: dimensions.map(cellOf) },
  });

it('tells an overall change as the mean over all dimensions of the run', () => {
  expect(changed('Safety', 'Legality')?.overall?.difference).toBeCloseTo(-2 / 60);
});

it('tells no overall change where the run before shares nothing in one of its dimensions', () => {
  const change = changed('Safety');
  expect(change?.overall).toBeNull();
  expect(change?.dimensions).toMatchObject([
    { dimension: 'Safety', n: 60 },
    { dimension: 'Legality', difference: null },
  ]);
});
