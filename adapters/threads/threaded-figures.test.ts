import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { FlagId, PromptId, ScorerIdentity } from '../../src/ids.ts';
import type { DigestReading } from '../../src/ports/digest-reads.ts';
import type { ReviewedFlag, ReviewReading } from '../../src/ports/report-reads.ts';
import { createPlainFigures } from '../memory/plain-figures.ts';
import { createThreadedFigures } from './threaded-figures.ts';

const figures = createThreadedFigures();
const plain = createPlainFigures();
const RULES = parseConfig(undefined, 'test').review.headline;
const COUNTS = {
  audit: { open: 1, settled: 2, disputed: 3, adjudicated: 4 },
  borderline: { open: 5, settled: 6, disputed: 7, adjudicated: 8 },
};
const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 5, hour));

const closed = Array.from({ length: 40 }, (_, n): ReviewedFlag => {
  const label = n % 3 === 0 ? 1 : 3;
  return {
    ...{ flag: `f${n}` as FlagId, prompt: n as PromptId, dimension: 'Safety', reason: 'audit' },
    ...{ state: 'settled', scorerLabel: n % 7 === 0 ? 1 : 3, label },
    scorer: { name: 'tiny', version: 'tiny-1' as ScorerIdentity },
    probabilities: { 1: (n % 10) / 10, 2: 0, 3: 1 - (n % 10) / 10 },
    closedAt: at(n),
    votes: ['ann', 'ben'].map((name) => ({ voter: `x:${name}`, name, label: name === 'ann' ? label : 3 })),
  };
});

describe('figures computed in a thread', () => {
  it('are those that are computed at once', async () => {
    const reader = { voter: 'x:ann', adjudicates: true };
    const report = await plain.reviewReport(null, { counts: COUNTS, closed }, reader);
    expect(report.agreement.some(({ alpha }) => alpha !== null)).toBe(true);
    expect(await figures.reviewReport(null, { counts: COUNTS, closed }, reader)).toEqual(report);
    const reading: DigestReading = {
      from: at(9),
      to: at(10),
      ended: [],
      review: { counts: COUNTS, audits: closed, closed: 1 },
      schedules: [],
    };
    expect(await figures.digest(reading, RULES, at(11))).toEqual(await plain.digest(reading, RULES, at(11)));
  });

  it('are refused with a sentence when they cannot be computed, and the next ones are given', async () => {
    const reader = { voter: 'x:ann', adjudicates: false };
    const broken = null as unknown as ReviewReading;
    await expect(figures.reviewReport(null, broken, reader)).rejects.toMatchObject({
      code: 'figures-not-computed',
    });
    await expect(figures.reviewReport(null, { counts: COUNTS, closed: [] }, reader)).resolves.toMatchObject({
      scorers: [],
    });
  });
});
