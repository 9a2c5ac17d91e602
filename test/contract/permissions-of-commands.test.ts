import { describe, expect, it } from 'vitest';
import { mayDo } from '../../src/bot/permissions.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { parseConfig } from '../../src/config.ts';
import { startABot } from '../support/a-bot.ts';
import { CALLS, NEEDS, onlyFor, RIGHTS } from '../support/command-rights.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

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
