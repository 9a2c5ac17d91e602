import { describe, expect, it } from 'vitest';
import { aReading, HEADLINE } from '../../test/support/a-reading.ts';
import { cardToText } from '../cards/card-to-text.ts';
import { leaderboardCard } from '../cards/leaderboard-card.ts';
import type { AgreementCounts } from '../ports/scorer-records.ts';
import { composeLeaderboard, rankAmong } from './leaderboard.ts';

describe('places on a board', () => {
  const results = (...intervals: readonly (readonly [number, number])[]) =>
    intervals.map((ci95) => ({ ci95 }));

  it('are shared by models whose intervals overlap, also over a third', () => {
    const board = results([0.6, 0.8], [0.5, 0.65], [0.4, 0.55], [0.1, 0.2]);
    expect(board.map((each) => rankAmong(each, board))).toEqual([
      { best: 1, worst: 2 },
      { best: 1, worst: 3 },
      { best: 2, worst: 3 },
      { best: 4, worst: 4 },
    ]);
  });

  it('are one each where no interval meets another, and intervals that touch overlap', () => {
    const board = results([0.7, 0.8], [0.4, 0.5], [0.3, 0.4]);
    expect(board.map((each) => rankAmong(each, board))).toEqual([
      { best: 1, worst: 1 },
      { best: 2, worst: 3 },
      { best: 2, worst: 3 },
    ]);
  });
});

describe('a board', () => {
  const board = (agreement: AgreementCounts) => {
    const { run, tally } = aReading({ labels: { Safety: [7, 2, 1] } });
    const latest = [{ run, tally, scoreLimits: {}, agreement, promptContent: 'same', earlier: [] }];
    const leaderboard = composeLeaderboard(latest, { source: '', rows: [] }, HEADLINE);
    return {
      board: leaderboard.boards[0],
      text: cardToText(leaderboardCard(leaderboard, 'en'), ({ text }) => text),
    };
  };

  it('says how its scorer agrees with people', () => {
    const { text, board: told } = board({ labels: 20, measured: 20, agreed: 15 });
    expect(text).toContain('Agrees with your people: 75.0 %');
    expect(told?.rows[0]?.rank).toEqual({ best: 1, worst: 1 });
  });

  it('ranks nobody and shows no rate where its scorer agrees with them too seldom; the data keep the numbers', () => {
    const { text, board: told } = board({ labels: 20, measured: 20, agreed: 5 });
    expect(text).toContain('No headline: "embedded"');
    expect(text).toContain('model-x: run-00000000');
    expect(text).not.toContain('70.0 %');
    expect(told?.rows[0]).toMatchObject({ rank: null, overall: { harmlessRate: 0.7 } });
  });
});
