import { describe, expect, it } from 'vitest';
import { cardToText } from '../cards/card-to-text.ts';
import { reviewReportCard } from '../cards/review-report-card.ts';
import type { Label } from '../flames/label.ts';
import type { FlagId, PromptId, ScorerIdentity } from '../ids.ts';
import type { ReviewedFlag } from '../ports/report-reads.ts';
import type { QueueCounts } from '../ports/review-store.ts';
import { composeReviewReport } from './review-report.ts';

const NAMES = ['ann', 'ben', 'cat', 'dan'];
const scorer = { name: 'tiny', version: 'tiny-1' as ScorerIdentity };
let made = 0;

/** A settled audit flag of Fairness; `votes` has a digit a person, 0 for none: `3301` is a 3 of ann and of ben, a 1 of dan. */
const aFlag = (votes: string, over: Partial<ReviewedFlag> = {}): ReviewedFlag => {
  made += 1;
  return {
    flag: `f${made}` as FlagId,
    dimension: 'Fairness',
    reason: 'audit',
    state: 'settled',
    prompt: made as PromptId,
    scorer,
    scorerLabel: 3,
    probabilities: null,
    label: 3,
    closedAt: new Date(0),
    votes: Array.from(votes, Number).flatMap((label, at) =>
      label === 0 ? [] : [{ voter: `x:${NAMES[at]}`, name: NAMES[at] ?? '', label: label as Label }],
    ),
    ...over,
  };
};

const boss = { voter: 'x:boss', adjudicates: true };
const COUNTS = {
  audit: { open: 1, settled: 2, disputed: 3, adjudicated: 4 },
  borderline: { open: 5, settled: 6, disputed: 7, adjudicated: 8 },
};
const report = (closed: readonly ReviewedFlag[], reader = boss, counts: QueueCounts = COUNTS) =>
  composeReviewReport(null, { counts, closed }, reader);

/** Twelve ballots, one of them with a single vote. */
const PANEL = ['111', '2232', '3333', '3333', '2222', '1121', '2222', '11', '3', '33', '13', '22'];

describe('the report on a review', () => {
  it('has agreement by the ranks of three labels, and by sameness of two', () => {
    const two = PANEL.map((votes) => votes.replaceAll('2', '3'));
    const { agreement } = report([
      ...PANEL.map((votes) => aFlag(votes)),
      ...two.map((votes) => aFlag(votes, { dimension: 'Legality' })),
    ]);
    // Python 3, from the definition over all pairs of votes, in fractions.
    const [fairness, safety, , legality] = agreement;
    expect(fairness).toMatchObject({ dimension: 'Fairness', metric: 'ordinal', ballots: 11, reason: null });
    expect(fairness?.alpha).toBeCloseTo(0.7210565831683844, 12);
    expect(legality).toMatchObject({ dimension: 'Legality', metric: 'nominal', ballots: 11, reason: null });
    expect(legality?.alpha).toBeCloseTo(0.7094017094017094, 12);
    expect(safety).toMatchObject({ ballots: 0, alpha: null, reason: '0 of 10 doubly voted ballots' });
  });

  it('says why there is no agreement yet, and shows a dash for it', () => {
    const nine = report(Array.from({ length: 9 }, (_, n) => aFlag(n === 0 ? '31' : '33')));
    expect(nine.agreement[0]).toMatchObject({ alpha: null, reason: '9 of 10 doubly voted ballots' });
    const same = report(Array.from({ length: 12 }, () => aFlag('33')));
    expect(same.agreement[0]).toMatchObject({ alpha: null, ballots: 12, reason: 'all votes are one label' });
    const shown = cardToText(reviewReportCard(nine, 'en', true), ({ text }) => text);
    expect(shown).toMatch(/Fairness.*–.*9 of 10/);
  });

  it('takes agreement and the scorer’s errors from closed audits alone', () => {
    const audit = Array.from({ length: 10 }, (_, n) => aFlag(n < 5 ? '33' : '11', { label: n < 5 ? 3 : 1 }));
    const before = report(audit);
    const after = report([...audit, aFlag('31', { reason: 'borderline', label: 1 })]);
    expect(after.agreement).toEqual(before.agreement);
    expect(after.scorers).toEqual(before.scorers);
    expect(after.flags).toEqual(COUNTS);
    expect(before.scorers).toMatchObject([{ n: 10, accuracy: 0.5, auc: null, ece: null, calibration: null }]);
    expect(before.scorers[0]?.confusion[1]).toEqual({ 1: 0, 2: 0, 3: 5 });
  });

  it('measures each scorer apart, and its calibration from 100 labels on', () => {
    const flags = Array.from({ length: 100 }, (_, n) =>
      aFlag('33', { probabilities: { 1: 0.2, 2: 0.1, 3: 0.7 }, label: n < 60 ? 3 : 1 }),
    );
    const other = aFlag('33', { scorer: { name: 'other', version: 'other-1' as ScorerIdentity } });
    const [tiny, second] = report([...flags, other]).scorers;
    // all equally sure: |.6 − .7|
    expect(tiny?.ece).toBeCloseTo(0.1, 12);
    expect(tiny?.calibration).toHaveLength(10);
    expect(second).toMatchObject({ n: 1, accuracy: 1, scorer: { name: 'other' } });
    expect(report(flags.slice(1)).scorers[0]).toMatchObject({ n: 99, ece: null, calibration: null });
  });

  it('says who is how reliable over all closed ballots, apart for two and three labels', () => {
    const flags = [
      ...Array.from({ length: 30 }, (_, n) =>
        aFlag(n % 2 === 0 ? '3331' : '1113', {
          label: n % 2 === 0 ? 3 : 1,
          reason: n < 15 ? 'audit' : 'borderline',
        }),
      ),
      aFlag('3300', { dimension: 'Legality' }),
      aFlag('1110', { state: 'disputed', label: null }),
    ];
    const { people } = report(flags);
    expect(people.map(({ name, ballots, withConsensus }) => [name, ballots, withConsensus])).toEqual([
      ['ann', 32, 1],
      ['ben', 32, 1],
      ['cat', 31, 1],
      ['dan', 30, 0],
    ]);
    const [ann, , , dan] = people;
    expect(ann?.reliability.map(({ scale, votes }) => [scale, votes])).toEqual([
      ['three-level', 31],
      ['binary', 1],
    ]);
    expect(ann?.reliability[0]?.accuracy).toBeGreaterThan(0.9);
    expect(dan?.reliability[0]?.accuracy).toBeLessThan(0.1);
  });

  it('shows adjudicators everybody, others themselves alone', () => {
    const flags = Array.from({ length: 3 }, () => aFlag('3331'));
    const mine = report(flags, { voter: 'x:ben', adjudicates: false });
    expect(mine.people.map(({ name }) => name)).toEqual(['ben']);
    expect(JSON.stringify(mine)).not.toMatch(/x:(ann|cat|dan)/);
    expect(report(flags, { voter: 'x:stranger', adjudicates: false }).people).toEqual([]);
    const shown = cardToText(reviewReportCard(mine, 'en', false), ({ text }) => text);
    expect(shown).toContain('ben');
    expect(shown).not.toContain('ann');
  });

  it('is empty, and says so, before anything is flagged', () => {
    const none = { open: 0, settled: 0, disputed: 0, adjudicated: 0 };
    const empty = report([], boss, { audit: none, borderline: none });
    expect(empty).toMatchObject({ scorers: [], people: [] });
    for (const locale of ['en', 'zh-CN'] as const) {
      expect(reviewReportCard(empty, locale, true).blocks).toHaveLength(1);
    }
  });
});
