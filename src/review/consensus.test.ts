import { describe, expect, it } from 'vitest';
import type { EventId } from '../ids.ts';
import { type Consensus, consensusOf } from './consensus.ts';
import type { StandingVote } from './vote.ts';

const RULES = { quorum: 3, agreement: 0.67, maxVotes: 7 };

/** `3 3 1 s u`: labels, a skip and a not sure. */
const votes = (words: string): readonly StandingVote[] =>
  words.split(' ').flatMap((word, at): readonly StandingVote[] => {
    if (word === '') return [];
    const act: StandingVote['act'] =
      word === 's'
        ? { kind: 'skip' }
        : word === 'u'
          ? { kind: 'unsure' }
          : { kind: 'label', label: Number(word) as 1 | 2 | 3 };
    const voter = `v${at}`;
    return [{ voter, name: voter, act, via: 'button', actedAt: new Date(at), event: `e${at}` as EventId }];
  });

const settled = (label: 1 | 2 | 3): Consensus => ({ kind: 'settled', label });

describe('a ballot', () => {
  it.each<[string, Consensus]>([
    ['', { kind: 'open' }],
    ['3 3', { kind: 'open' }],
    ['3 3 3', settled(3)],
    ['3 3 1', settled(3)],
    ['3 2 1', { kind: 'open' }],
    ['3 3 1 1', { kind: 'open' }],
    ['3 3 1 1 1', { kind: 'open' }],
    ['3 3 1 1 1 1', settled(1)],
    ['3 3 s u', { kind: 'open' }],
    ['3 3 s u 3', settled(3)],
    ['s s s s s s s s', { kind: 'open' }],
    ['3 3 2 2 1 1 3', { kind: 'disputed' }],
    ['3 3 2 2 1 1 s s', { kind: 'open' }],
  ])('with the votes "%s" is %j', (words, expected) => {
    expect(consensusOf(votes(words), RULES)).toEqual(expected);
  });

  it('takes 0.67 for two thirds and asks for more where more is asked for', () => {
    expect(consensusOf(votes('3 3 1'), { ...RULES, agreement: 0.68 })).toEqual({ kind: 'open' });
    expect(consensusOf(votes('3 3 3 1'), { ...RULES, agreement: 0.75 })).toEqual(settled(3));
  });

  it.each([
    [0.66, '3 3 1', settled(3)],
    [0.667, '3 3 1', settled(3)],
    [0.714, '3 3 3 3 3 1 1', settled(3)],
    [0.72, '3 3 3 3 3 1 1', { kind: 'disputed' }],
    [1, '3 3 3', settled(3)],
    [1, '3 3 3 3 3 3 1', { kind: 'disputed' }],
  ] as const)('with an agreement of %d and the votes "%s" is %j', (agreement, words, expected) => {
    expect(consensusOf(votes(words), { ...RULES, quorum: words.length > 5 ? 7 : 3, agreement })).toEqual(
      expected,
    );
  });

  it('is never settled by a tie', () => {
    expect(consensusOf(votes('3 3 1 1'), { quorum: 2, agreement: 0.5, maxVotes: 4 })).toEqual({
      kind: 'disputed',
    });
  });
});
