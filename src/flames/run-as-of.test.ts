import { describe, expect, it } from 'vitest';
import type { Run } from './run.ts';
import { runAsOf } from './run-as-of.ts';

const second = (n: number): Date => new Date(Date.UTC(2026, 0, 5, 9, 0, n));
const run = {
  state: 'completed',
  createdAt: second(0),
  startedAt: second(1),
  finishedAt: second(10),
  note: 'spoken at the end',
  invalid: { because: 'a wrong key', by: 'ann', at: second(20) },
} as Run;

describe('a run as of a moment', () => {
  it.each([
    [0, 'queued', null, null],
    [5, 'running', null, null],
    [10, 'completed', 10, null],
    [20, 'completed', 10, 20],
  ] as const)('second %d: %s', (moment, state, finished, invalid) => {
    const then = runAsOf(run, second(moment));
    expect(then.state).toBe(state);
    expect(then.finishedAt).toEqual(finished === null ? null : second(finished));
    expect(then.invalid?.at).toEqual(invalid === null ? undefined : second(invalid));
    expect(then.note).toBe(finished === null ? null : 'spoken at the end');
  });

  it('that goes on is what it is', () => {
    const going = { ...run, state: 'running', finishedAt: null } as Run;
    expect(runAsOf(going, second(30)).state).toBe('running');
  });
});
