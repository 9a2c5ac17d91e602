import { describe, expect, it } from 'vitest';
import { mayDo } from './permissions.ts';

const group = (entries: object) => ({ users: [], slackGroups: [], discordRoles: [], ...entries });
const rights = (permissions: object, adjudicators?: ReturnType<typeof group>) => ({
  permissions,
  review: adjudicators === undefined ? {} : { adjudicators },
});
const ann = { id: 'U1', groups: ['G1', 'R1'] };

describe('permissions', () => {
  it('are everyone’s where the configuration says nothing', () => {
    expect(mayDo('evaluate', ann, rights({}))).toBe(true);
    expect(mayDo('evaluate', ann, rights({ cancel: group({}) }))).toBe(true);
  });

  it('are nobody’s where it lists nobody, but anyone may do what anyone may', () => {
    expect(mayDo('evaluate', ann, rights({ evaluate: group({}) }))).toBe(false);
    expect(mayDo('anyone', ann, rights({ evaluate: group({}) }))).toBe(true);
  });

  it('to adjudicate is for those whom either place of the configuration names', () => {
    const others = group({ users: ['U9'] });
    const hers = group({ users: ['U1'] });
    expect(mayDo('adjudicate', ann, rights({}))).toBe(true);
    expect(mayDo('adjudicate', ann, rights({}, others))).toBe(false);
    expect(mayDo('adjudicate', ann, rights({ adjudicate: others }, hers))).toBe(true);
    expect(mayDo('adjudicate', ann, rights({ adjudicate: hers }, others))).toBe(true);
    expect(mayDo('evaluate', ann, rights({}, others))).toBe(true);
  });

  it.each([
    [{ users: ['U1'] }, true],
    [{ users: ['G1'] }, false],
    [{ slackGroups: ['G1'] }, true],
    [{ discordRoles: ['R1'] }, true],
    [{ slackGroups: ['U1'], discordRoles: ['U1'] }, false],
    [{ users: ['U2'], slackGroups: ['G2'], discordRoles: ['R1'] }, true],
  ])('belong to listed people and to members of listed groups: %j is %s', (entries, expected) => {
    expect(mayDo('export', ann, rights({ export: group(entries) }))).toBe(expected);
  });
});
