import { describe, expect, it } from 'vitest';
import { rankAmong } from './leaderboard.ts';

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
