import { expect, it } from 'vitest';
import { currentChoice, standingChoices } from './workspace-scorer.ts';

const who = { platform: 'slack', id: 'U1', name: 'Ann' };
const acts = (...scorers: readonly (string | null)[]) =>
  scorers.map((scorer, minute) => ({ at: new Date(minute * 60_000), who, scorer }));

it.each([
  [[], undefined],
  [['a'], 'a'],
  [['a', 'b'], 'b'],
  [['a', 'b', null], 'a'],
  [['a', 'b', null, null], undefined],
  [['a', 'b', null, 'c', null], 'a'],
] as const)('after %j the choice is %s', (scorers, expected) => {
  expect(currentChoice(acts(...scorers))?.scorer).toBe(expected);
});

it('remembers the choices behind it, with when each was made', () => {
  expect(
    standingChoices(acts('a', 'b', null, 'c')).map(({ scorer, at }) => [scorer, at.getMinutes()]),
  ).toEqual([
    ['a', 0],
    ['c', 3],
  ]);
});
