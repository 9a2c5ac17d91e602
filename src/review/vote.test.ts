import { describe, expect, it } from 'vitest';
import type { EventId } from '../ids.ts';
import { standingVotes, type Vote, type VoteAct } from './vote.ts';

let events = 0;
const by = (voter: string, seconds: number, act: VoteAct, via: Vote['via'] = 'button'): Vote => {
  events += 1;
  const event = `e${events}` as EventId;
  return { voter, name: voter, act, via, actedAt: new Date(seconds * 1000), event };
};
const label = (value: 1 | 2 | 3): VoteAct => ({ kind: 'label', label: value });
const withdrawn = (value: 1 | 2 | 3 | null): VoteAct => ({ kind: 'withdrawn', label: value });
const standing = (...acts: Vote[]) =>
  standingVotes(acts).map(({ voter, act }) => [voter, act.kind === 'label' ? act.label : act.kind]);

describe('the votes that stand', () => {
  it('are one a person, the last act by when it was done, in whatever order they arrive', () => {
    const first = by('ann', 1, label(3));
    const second = by('ann', 2, label(1));
    expect(standing(first, second)).toEqual([['ann', 1]]);
    expect(standing(second, first)).toEqual([['ann', 1]]);
  });

  it('go by arrival where two acts have the same moment', () => {
    expect(standing(by('ann', 1, label(3)), by('ann', 1, { kind: 'skip' }))).toEqual([['ann', 'skip']]);
  });

  it('lose a vote by reaction when that reaction is taken away', () => {
    expect(standing(by('ann', 1, label(3), 'reaction'), by('ann', 2, withdrawn(3), 'reaction'))).toEqual([]);
  });

  it('keep a vote when another reaction is taken away', () => {
    expect(
      standing(
        by('ann', 1, label(3), 'reaction'),
        by('ann', 2, label(1), 'reaction'),
        by('ann', 3, withdrawn(3), 'reaction'),
      ),
    ).toEqual([['ann', 1]]);
  });

  it('keep a vote by button when a reaction of the same label is taken away', () => {
    expect(
      standing(
        by('ann', 1, label(3), 'reaction'),
        by('ann', 2, label(3), 'button'),
        by('ann', 3, withdrawn(3), 'reaction'),
      ),
    ).toEqual([['ann', 3]]);
  });

  it('lose whatever vote there is when its voter takes it back', () => {
    expect(standing(by('ann', 1, label(2)), by('ann', 2, withdrawn(null)))).toEqual([]);
    expect(standing(by('ann', 2, withdrawn(null)), by('ann', 3, label(2)))).toEqual([['ann', 2]]);
  });
});
