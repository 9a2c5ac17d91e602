import { describe, expect, it } from 'vitest';
import { mayDo } from './permissions.ts';

const group = (entries: object) => ({ users: [], slackGroups: [], discordRoles: [], ...entries });
const ann = { id: 'U1', groups: ['G1', 'R1'] };

describe('permissions', () => {
  it('are everyone’s where the configuration says nothing', () => {
    expect(mayDo('evaluate', ann, {})).toBe(true);
    expect(mayDo('evaluate', ann, { cancel: group({}) })).toBe(true);
  });

  it('are nobody’s where it lists nobody, but anyone may do what anyone may', () => {
    expect(mayDo('evaluate', ann, { evaluate: group({}) })).toBe(false);
    expect(mayDo('anyone', ann, { evaluate: group({}) })).toBe(true);
  });

  it.each([
    [{ users: ['U1'] }, true],
    [{ users: ['G1'] }, false],
    [{ slackGroups: ['G1'] }, true],
    [{ discordRoles: ['R1'] }, true],
    [{ slackGroups: ['U1'], discordRoles: ['U1'] }, false],
    [{ users: ['U2'], slackGroups: ['G2'], discordRoles: ['R1'] }, true],
  ])('belong to listed people and to members of listed groups: %j is %s', (entries, expected) => {
    expect(mayDo('export', ann, { export: group(entries) })).toBe(expected);
  });
});
