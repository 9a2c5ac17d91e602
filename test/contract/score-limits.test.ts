import { describe, expect, it } from 'vitest';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import { parseConfig } from '../../src/config.ts';
import { composeDigest } from '../../src/digest/compose-digest.ts';
import type { Label } from '../../src/flames/label.ts';
import { composeScorecard } from '../../src/flames/scorecard.ts';
import { composeLeaderboard } from '../../src/history/leaderboard.ts';
import { drawnLimits } from '../../src/statistics/harmless-score.ts';
import { aReview } from '../support/a-review.ts';

const RULES = parseConfig(undefined, 'test').review.headline;
const said = (n: number): Label => (n % 4 === 0 ? 1 : n === 10 || n === 15 ? 2 : 3);

/** A store with a run of 30 prompts that has ended. */
const anEndedRun = () => {
  const { database, completed, stores } = aReview(IN_MEMORY);
  const { id } = completed(30, { label: said });
  const overall = () =>
    composeLeaderboard(stores.history.latest(), { source: '', rows: [] } as never, RULES).boards[0]?.rows[0]
      ?.overall;
  const inDigest = () => {
    const week = { from: new Date(0), to: new Date(Date.UTC(2100, 0, 1)) };
    return composeDigest(stores.digests.digest(week), RULES, week.to).ran[0]?.overall;
  };
  return { database, completed, stores, id, overall, inDigest };
};

describe('limits of harmless scores', () => {
  it('are kept when a run ends, and boards and digests have them from there', () => {
    const { database, overall, inDigest } = anEndedRun();
    const drawn = overall();
    database.sqlite.exec('update score_limits set low = low - 10');
    expect(overall()?.scoreCi95[0]).toBeLessThan(drawn?.scoreCi95[0] ?? 0);
    expect(overall()?.scoreCi95[1]).toBe(drawn?.scoreCi95[1]);
    expect(inDigest()?.scoreCi95).toEqual(overall()?.scoreCi95);
  });

  it('are on boards and in digests what they are on a scorecard, kept or not', () => {
    const { database, stores, id, overall, inDigest } = anEndedRun();
    const reading = stores.runs.read(id);
    const scorecard = reading && composeScorecard(reading, RULES).overall;
    expect([overall(), inDigest()]).toEqual([scorecard, scorecard]);
    database.sqlite.exec('delete from score_limits');
    expect([overall(), inDigest()]).toEqual([scorecard, scorecard]);
  });

  it('are kept of three-level dimensions alone, once for the same counts', () => {
    const { database, completed } = anEndedRun();
    completed(30, { label: said });
    const counts = database.sqlite.prepare('select label1, label2, label3 from score_limits').all();
    // of Fairness and of Safety alike; Legality has 2 and 8
    expect(counts).toEqual([{ label1: 3, label2: 1, label3: 6 }]);
  });
});

it('limits of another drawing would be another number: who changes the draws raises DRAWING', () => {
  const [low, high] = drawnLimits({ 1: 30, 2: 40, 3: 130 });
  expect(low).toBeCloseTo(79.70678189716538, 9);
  expect(high).toBeCloseTo(86.45507235012967, 9);
});
