import { describe, expect, it } from 'vitest';
import { mayDo } from '../../src/bot/permissions.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { parseConfig } from '../../src/config.ts';
import { startABot } from '../support/a-bot.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

/** What each command of the chat needs. A new command is written down here on purpose. */
const NEEDS: Readonly<Record<string, string>> = {
  evaluate: 'evaluate',
  resume: 'evaluate',
  status: 'anyone',
  cancel: 'cancel',
  scorecard: 'anyone',
  report: 'export',
  'review list': 'anyone',
  'review next': 'anyone',
  'review vote': 'anyone',
  'review adjudicate': 'adjudicate',
  'review history': 'anyone',
  'review audit': 'adjudicate',
  'review report': 'anyone',
  'review forget': 'adjudicate',
  compare: 'anyone',
  leaderboard: 'anyone',
  digest: 'anyone',
  'schedule add': 'evaluate',
  'schedule list': 'anyone',
  'schedule pause': 'evaluate',
  'schedule resume': 'evaluate',
  'schedule remove': 'evaluate',
  models: 'anyone',
  export: 'export',
  'scorers list': 'anyone',
  'scorers switch': 'scorers',
  'scorers rollback': 'scorers',
  'scorers compare': 'scorers',
  invalidate: 'cancel',
  help: 'anyone',
};

/** A call that would do something, for the commands that not everybody may use. */
const CALLS: Readonly<Record<string, string>> = {
  evaluate: 'baseline-echo smoke --scorer refusal-rule',
  resume: 'RUN full',
  cancel: 'RUN',
  report: 'RUN',
  'review adjudicate': 'f1 3',
  'review audit': 'RUN --more 1',
  'review forget': 'ann',
  'schedule add': 'nightly digest every Monday 09:00',
  'schedule pause': 'nightly',
  'schedule resume': 'nightly',
  'schedule remove': 'nightly',
  export: 'responses',
  'scorers switch': 'refusal-rule',
  'scorers rollback': '',
  'scorers compare': 'embedded refusal-rule',
  invalidate: 'RUN because it is wrong',
};

const RIGHTS = ['evaluate', 'cancel', 'export', 'adjudicate', 'scorers'] as const;
const onlyFor = (group: object) => ({
  permissions: Object.fromEntries(RIGHTS.map((right) => [right, group])),
});

const inChat = COMMANDS.filter(({ surfaces }) => surfaces.includes('chat'));

describe('rights of commands', () => {
  it('are those that were decided, for every command of the chat', () => {
    expect(Object.fromEntries(inChat.map(({ name, permission }) => [name, permission]))).toEqual(NEEDS);
  });

  it('in chat nobody names a file or an address: those commands and options are the command line’s', () => {
    const reaching = inChat.filter(
      ({ arguments: positions, options }) =>
        positions.some(({ kind }) => kind === 'file') ||
        options.some(
          ({ value, surfaces }) =>
            /FILE|URL|FOLDER/.test(value ?? '') && (surfaces === undefined || surfaces.includes('chat')),
        ),
    );
    expect(reaching.map(({ name }) => name)).toEqual([]);
  });

  it.each([
    ['a person of any platform', { users: ['U1'] }, { id: 'U1', groups: [] }],
    ['a Slack user group', { slackGroups: ['S1'] }, { id: 'U2', groups: ['S1'] }],
    ['a Discord role', { discordRoles: ['R1'] }, { id: 'U3', groups: ['R1'] }],
  ])('are given to %s and to nobody else', (_who, group, member) => {
    const config = parseConfig(JSON.stringify(onlyFor(group)), 'x');
    for (const right of RIGHTS) {
      expect(mayDo(right, member, config)).toBe(true);
      expect(mayDo(right, { id: 'U9', groups: ['R9'] }, config)).toBe(false);
    }
    expect(mayDo('anyone', { id: 'U9', groups: [] }, config)).toBe(true);
  });

  it('keep every command that needs one from a member without it, who is told, and nothing happens', async () => {
    const bot = await startABot(temporaryFolder(), { config: JSON.stringify(onlyFor({ users: ['boss'] })) });
    await bot.type('evaluate baseline-refuse smoke --scorer refusal-rule', 'boss');
    const [run] = bot.world.stores.runs.list();
    const before = [...bot.world.stores.exports.rows('log', {})];
    for (const { name, permission } of inChat.filter(({ permission }) => permission !== 'anyone')) {
      const words = CALLS[name]?.replace('RUN', run?.id ?? '');
      expect({ name, words }).toEqual({ name, words: expect.any(String) });
      await bot.type(`${name} ${words}`, 'mallory');
      expect({ name, said: bot.texts().at(-1) }).toEqual({
        name,
        said: expect.stringContaining('You may not do that here'),
      });
      expect(permission).toBe(NEEDS[name]);
    }
    expect(bot.world.stores.runs.list()).toEqual([run]);
    expect([...bot.world.stores.exports.rows('log', {})]).toEqual(before);
    await bot.close();
  });
});
